"""The spiral of notebook 06: its shapes, the same from the same seed, and no work for straight cuts."""

from __future__ import annotations

import numpy as np
import pytest
from lab.spiral import RADIUS, spiral


def test_examples_are_columns_and_every_class_has_as_many() -> None:
    X, y = spiral(classes=4, per_class=25, rng=np.random.default_rng(0))
    assert X.shape == (2, 100)
    assert X.dtype == np.float64
    assert np.bincount(y).tolist() == [25] * 4
    assert np.max(np.linalg.norm(X, axis=0)) <= RADIUS * (1 + 1e-12)


def test_the_same_seed_gives_the_same_spiral_and_another_does_not() -> None:
    (X, y), (again, y_again) = (spiral(3, 20, np.random.default_rng(5)) for _ in range(2))
    other, _ = spiral(3, 20, np.random.default_rng(6))
    assert np.array_equal(X, again)
    assert np.array_equal(y, y_again)
    assert not np.array_equal(X, other)


def test_the_classes_come_mixed() -> None:
    _, y = spiral(3, 50, np.random.default_rng(0))
    assert np.count_nonzero(np.diff(y)) > 50  # sorted by class there would be 2 changes


@pytest.mark.parametrize("seed", range(5))
def test_no_straight_cuts_get_far(seed: int) -> None:
    X, y = spiral(3, 100, np.random.default_rng(seed))
    lifted = np.vstack([X, np.ones(y.size)])
    weights = np.linalg.lstsq(lifted.T, np.eye(3)[y], rcond=None)[0]  # the best straight cuts, by least squares
    assert np.mean(np.argmax(weights.T @ lifted, axis=0) == y) < 0.6


@pytest.mark.parametrize(("classes", "per_class"), [(0, 10), (3, 0), (-1, 5)])
def test_an_empty_spiral_is_refused(classes: int, per_class: int) -> None:
    with pytest.raises(ValueError, match="a class and a point"):
        spiral(classes, per_class)
