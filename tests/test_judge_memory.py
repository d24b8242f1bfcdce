"""What a submission took of the judge's memory is given back: no mini-batch, no image stays behind."""

import gc
import weakref

import numpy as np
from lab import data

from autograder.judge.master_namespace import large_arrays
from autograder.wire import Handles
from autograder.wire.handles import PASSING


class Batch:
    """What a gradient function of a training loop holds on to."""


def gradient_of(batch):
    return lambda theta: (theta, batch)


def test_functions_that_were_arguments_of_finished_calls_are_let_go_but_for_the_last():
    handles, batches = Handles(lambda handle: None), []
    for _ in range(3 * PASSING):
        batch, first = Batch(), handles.next_number
        batches.append(weakref.ref(batch))
        handles.give(gradient_of(batch))
        handles.let_pass(first)
    del batch
    gc.collect()
    assert [ref() is not None for ref in batches] == [False] * (2 * PASSING) + [True] * PASSING


def test_a_function_that_was_given_before_the_call_stays():
    handles = Handles(lambda handle: None)
    own = gradient_of(None)
    number = handles.give(own).id
    for _ in range(2 * PASSING):
        first = handles.next_number
        handles.give(own)
        handles.give(gradient_of(None))
        handles.let_pass(first)
    assert handles.give(own).id == number


def test_the_images_are_not_kept_after_a_second_run_of_the_training():
    kept = data._half.cache_info().currsize
    arrays = large_arrays("07_fashion_mnist")
    assert any(array.shape == (784, 55_000) and array.dtype == np.float32 for array in arrays.values())
    assert data._half.cache_info().currsize == kept
