"""The seed of a run: the same inputs for the same seed and check, whatever ran before."""

import numpy as np
import pytest

from autograder.backpropagation.hidden import outputs_and_losses
from autograder.backpropagation.hidden.inputs import Draw
from autograder.checks import seed


@pytest.fixture(autouse=True)
def forget_the_seed(monkeypatch):
    monkeypatch.delenv(seed.VARIABLE, raising=False)
    seed.set_seed(None)
    yield
    seed.set_seed(None)


def test_a_check_draws_the_same_whatever_ran_before_it():
    seed.set_seed(5)
    alone = seed.rng("softmax").random(3)
    seed.rng("relu").random(100)
    np.testing.assert_array_equal(seed.rng("softmax").random(3), alone)


def test_checks_and_seeds_draw_differently():
    seed.set_seed(5)
    first = seed.rng("softmax").random(3)
    assert np.any(first != seed.rng("relu").random(3))
    seed.set_seed(6)
    assert np.any(first != seed.rng("softmax").random(3))


def test_the_environment_gives_the_seed_when_nothing_set_it(monkeypatch):
    monkeypatch.setenv(seed.VARIABLE, "77")
    assert seed.current_seed() == 77
    seed.set_seed(5)
    assert seed.current_seed() == 5


def test_without_either_it_is_fresh_and_kept():
    first = seed.current_seed()
    assert seed.current_seed() == first
    seed.set_seed(None)
    assert seed.current_seed() != first


@pytest.mark.parametrize("bad", ["-1", "3.5", "seven", ""])
def test_a_seed_that_is_no_whole_number_is_refused(monkeypatch, bad):
    monkeypatch.setenv(seed.VARIABLE, bad)
    with pytest.raises(ValueError, match=seed.VARIABLE):
        seed.current_seed()


def test_a_negative_seed_is_refused():
    with pytest.raises(ValueError, match="negative"):
        seed.set_seed(-1)


def test_every_size_of_a_case_differs():
    for number in range(200):
        draw = Draw(np.random.default_rng(number))
        sizes = draw.sizes(6)
        assert len(set(sizes)) == 6
        assert min(sizes) >= 3


def test_cases_come_again_for_the_same_seed():
    one, other = (outputs_and_losses.softmax_cases(Draw(np.random.default_rng(9))) for _ in range(2))
    for a, b in zip(one, other, strict=True):
        np.testing.assert_array_equal(a.arguments[0], b.arguments[0])
