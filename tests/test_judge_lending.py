"""What a student's code may hand to a function of ours: whatever is let through is done within seconds."""

from __future__ import annotations

import time

import numpy as np
import pytest
from lab.parameters import Parameters

from autograder.course.reference import reference
from autograder.judge.lending import Load

SIDES = {"i1": 4000, "i8": 2000, "f2": 4000, "b1": 4000, "f4": 2000, "f8": 1400, "c16": 1000}


@pytest.mark.parametrize("shape", [(1, 1), (60, 1)], ids=str)
@pytest.mark.parametrize("kind", SIDES)
def test_a_product_that_is_let_through_takes_seconds_at_most(kind, shape):
    side = SIDES[kind]
    one = np.ones((max(1, int(side * shape[0])), max(1, int(side * shape[1] / max(1, shape[0])))), kind)
    load = Load()
    try:
        load.add((one, one.T.copy()))
    except ValueError as refused:
        assert str(one.shape) in str(refused) and kind[0] in "iufbc"
        return
    began = time.process_time()
    for product in ("W @ h", "h @ W"):
        rows = one.shape[0] if product == "W @ h" else one.shape[1]
        if rows**2 < 1 << 27:  # else memory is what ends it
            eval(product, {"W": one, "h": one.T.copy()})
    assert time.process_time() - began < 20


def test_a_product_of_small_integers_is_let_through_and_one_of_megabytes_is_not():
    Load().add((np.ones((300, 300), np.int8), np.ones((300, 300), np.int8)))
    with pytest.raises(ValueError, match="int8 are too large"):
        Load().add((np.ones((4000, 4000), np.int8), np.ones((4000, 4000), np.int8)))


def test_what_a_function_of_the_students_returns_meanwhile_counts_too():
    """forward_propagation multiplies W with what the student's own g gave it."""
    load = Load()
    load.add((Parameters([None, np.ones((3000, 3000), np.int8)], [None, np.ones((3000, 1))]), np.ones((2, 3))))
    with pytest.raises(ValueError, match="too large"):
        load.add(np.ones((3000, 3000), np.int8))


def test_an_integer_by_which_a_power_would_take_for_ever_is_refused():
    theta, gradient = Parameters([None, np.ones((1, 1))], [None, np.ones((1, 1))]), None
    for integer in (10**7, -(10**300)):
        with pytest.raises(ValueError, match="too large"):
            Load().add((theta, gradient, {"t": integer}, 0.1))
    Load().add((theta, 10**6, True, 0.1))


@pytest.mark.parametrize("m", [10_000, 60_000])
def test_what_honest_work_hands_over_is_let_through(m):
    """All of the test images, or the training images, through notebook 07's network and back."""
    sizes, X, y = [784, 128, 10], np.zeros((784, m), np.float32), np.zeros(m, int)
    theta = reference().initialize_parameters(sizes, np.random.default_rng(0))
    Load().add((theta, X))
    Load().add((X, y, 64, np.random.default_rng(0)))
    h, a, y_hat = [X, np.zeros((128, m))], [None, np.zeros((128, m)), np.zeros((10, m))], np.zeros((10, m))
    if m == 10_000:
        Load().add((theta, h, a, y_hat, y))
    Load().add((y_hat, y))


def test_many_small_arrays_are_let_through():
    Load().add([np.ones((3, 4)) for _ in range(2000)])
    with pytest.raises(ValueError, match="matrices"):
        Load().add([np.ones((200, 4)) for _ in range(2000)])
