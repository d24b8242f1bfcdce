"""Each usual exception, raised by real code, has a hint of its own; so a new NumPy that words one anew is noticed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from lab.check.engine.calling import call
from lab.check.engine.exceptions import _PLACES, hint_of
from lab.check.engine.findings import StudentCodeRaised
from lab.parameters import Parameters

A = np.ones((3, 2))
THETA = Parameters([None, A], [None, A[:, :1]])
FROZEN = np.ones(2)
FROZEN.setflags(write=False)


def unset(flag=False):
    if flag:
        value = 1
    return value


def endless():
    return endless()


def one(a):
    return a


RAISE = {
    "theta.W": lambda: (1, 2).W,
    "products": lambda: A @ A,
    "np.dot": lambda: np.dot(A, A),
    "sums": lambda: A + np.ones((2, 3)),
    "rows": lambda: A.__setitem__(0, np.ones(3)),
    "in place": lambda: A[0].__iadd__(np.ones((4, 2))),
    "None in a product": lambda: A @ None,
    "a key of theta": lambda: THETA["W1"],
    "theta minus theta": lambda: THETA - THETA,
    "a learning rate times theta": lambda: 0.1 * THETA,
    "a list minus a list": lambda: [A] - [A],
    "a shape for a size": lambda: 1 / A.shape,
    "arrays of several shapes": lambda: np.multiply(0.1, [A, A[0]]),
    "caret": lambda: A ^ 2,
    "caret of a number": lambda: 0.5 ^ 2,
    "a library that is not there": lambda: torch.relu(A),  # noqa: F821
    "a name of PyTorch's": lambda: A.clone(),
    "an argument of PyTorch's": lambda: A.sum(dim=0),
    "a function of another library's": lambda: np.softmax(A),
    "None times": lambda: None * A,
    "None at": lambda: one(None)[0],
    "None in a ufunc": lambda: np.tanh(None),
    "list index": lambda: [1][3],
    "array index": lambda: A[5],
    "three indices": lambda: A[1, 2, 3],
    "reshape": lambda: A.reshape(5),
    "stacking": lambda: np.concatenate([A, np.ones((2, 5))]),
    "axis": lambda: A.sum(axis=3),
    "an array for an axis": lambda: np.sum(A, np.ones(2, int)),
    "axes": lambda: np.transpose(A, (0, 1, 2)),
    "unset": unset,
    "unknown name": lambda: no_such_name,  # noqa: F821
    "two for one": lambda: one(1, 2),
    "no such argument": lambda: one(b=1),
    "none for one": lambda: one(),
    "math": lambda: math.exp(A),
    "call": lambda: A(2),
    "index": lambda: one[2],
    "endless": endless,
    "if": lambda: 1 if A > 0 else 0,
    "integers": lambda: np.ones(3, int).__imul__(0.5),
    "read-only": lambda: FROZEN.__setitem__(0, 1),
}


@pytest.mark.parametrize("name", RAISE)
def test_an_exception_that_students_meet_has_a_hint(name):
    with pytest.raises(StudentCodeRaised) as raised:
        call("relu", lambda a: RAISE[name](), [A])
    [finding] = raised.value.findings
    assert finding.cause == "raised" and finding.hint


def test_every_hint_belongs_to_one_of_these():
    given = set()
    for function in RAISE.values():
        try:
            function()
        except Exception as error:
            given.add(hint_of(f"{type(error).__name__}: {error}"))
    assert given == {hint for _, hint in _PLACES}


def test_what_is_not_in_the_list_has_none_and_keeps_the_general_one():
    assert hint_of("ZeroDivisionError: division by zero") == ""
