# Made by `make release` from solutions/backpropagation/lab/check/examiners/batches.py: edit that file, not this one.
"""Holding mini-batches to what must be true of any: every example once, with its label, in an order drawn from rng.

Every column has entries of its own, so it can be told where each went. No exact order is ever asked for.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...course import ARGUMENTS
from ..engine.calling import Answer, call, fresh, show
from ..engine.causes import Cause, add
from ..engine.closeness import as_numbers, kind_of
from ..engine.findings import refuse

Array = NDArray[Any]
Function = Callable[..., Any]
NAME = "minibatches"
LABELS = ARGUMENTS[NAME]
add(
    Cause("rest_dropped", "the rest is dropped", "N is not a multiple of batch_size. What becomes of what is left?"),
    Cause(
        "first_batch_only", "only the first mini-batch", "How often does your loop run? Look at where `return` stands."
    ),
    Cause("rows_taken", "rows of X are taken", "An example is a column of X. Along which of its axes do you choose?"),
    Cause("batch_sizes", "batches of other sizes", "Which examples does your first mini-batch take, which your last?"),
    Cause("repeats", "some twice, some never", "An epoch sees every example exactly once. How do you choose them?"),
    Cause("labels_lost", "labels apart from their images", "Is the label beside each image still its own?"),
    Cause("columns_changed", "columns are not X's", "An example is a whole column of X. How do you pick columns?"),
    Cause("padded", "filled up with zeros", "What is left makes a smaller mini-batch. With what do you fill it up?"),
    Cause("not_from_rng", "the order is not rng's", "Where else than from rng does your order come?"),
    Cause(
        "same_order",
        "always the same order",
        "What draws the order, and when: the rng that you are given, one of your own, or nothing?",
    ),
    Cause("not_every_order", "some orders never come", "Which orders can your draw give, out of all that there are?"),
    Cause("same_company", "always together", "Do you shuffle the examples, or only whole mini-batches?"),
)


class Batches(NamedTuple):
    """What a student's function made of one input: batches of (positions of the columns, labels)."""

    parts: list[tuple[Array, Array]]

    def order(self) -> list[int]:
        """Give the positions of all columns, in the order in which they came."""
        return [int(j) for columns, _ in self.parts for j in columns]

    def together(self) -> set[frozenset[int]]:
        """Give which columns share a mini-batch."""
        return {frozenset(int(j) for j in columns) for columns, _ in self.parts}


def _gathered(function: Function) -> Function:
    """Run the student's function to its end, be it a generator or not; what can't be gone through stays as it is."""

    def gathered(*arguments: Any) -> Any:
        given = function(*arguments)
        if given is None or isinstance(given, (str, bytes, dict, int, float, np.ndarray)):
            return given
        return [fresh(pair) for pair in given]

    return gathered


def _run(function: Function, X: Array, y: Array, size: int, seed: int) -> tuple[Batches, Answer, str]:
    words = f"{X.shape[1]} examples, batch_size = {size}"
    answer = call(NAME, _gathered(function), (X, y, size, np.random.default_rng(seed)), labels=LABELS, case=words)
    if answer.changed:
        refuse(NAME, words, "changed_input", f"{answer.changed} was changed by the call", answer.changed)
    return _read(answer.value, X, y, size, words), answer, words


def _read(value: Any, X: Array, y: Array, size: int, words: str) -> Batches:
    """Recognise the columns; raises CheckFailed for anything that is not a row of (X_batch, y_batch)."""
    if not isinstance(value, list):
        cause = "none_returned" if value is None else "wrong_type"
        refuse(NAME, words, cause, f"it should give pairs (X_batch, y_batch), and gives {kind_of(value)}")
    parts = []
    for i, pair in enumerate(value):
        if not (isinstance(pair, (tuple, list)) and len(pair) == 2):
            refuse(
                NAME, words, "wrong_type", f"mini-batch {i} should be a pair (X_batch, y_batch), and is {kind_of(pair)}"
            )
        parts.append(_columns(pair, X, i, words))
    _examine_sizes([columns for columns, _ in parts], X.shape[1], size, words)
    return Batches(parts)


def _columns(pair: Any, X: Array, i: int, words: str) -> tuple[Array, Array]:
    """Find which columns of X a mini-batch holds; each must be one of them, unchanged."""
    X_batch, y_batch = as_numbers(pair[0]), as_numbers(pair[1])
    if X_batch is None or y_batch is None:
        refuse(NAME, words, "wrong_type", f"mini-batch {i} is not a pair of arrays")
    assert X_batch is not None and y_batch is not None
    if X_batch.ndim != 2 or X_batch.shape[0] != X.shape[0]:
        turned = X_batch.ndim == 2 and X_batch.shape[1] == X.shape[0]
        rows = X_batch.ndim == 2 and X_batch.shape[1] == X.shape[1]
        message = f"X_batch of mini-batch {i} should have {X.shape[0]} rows, and has shape {X_batch.shape}"
        refuse(NAME, words, "transposed" if turned else "rows_taken" if rows else "shape", message, "X_batch")
    if X_batch.shape[1] > X.shape[1]:
        message = f"mini-batch {i} has {X_batch.shape[1]} columns, more than there are examples ({X.shape[1]})"
        refuse(NAME, words, "batch_sizes", message, "X_batch")
    if y_batch.shape != (X_batch.shape[1],):
        message = f"mini-batch {i} has {X_batch.shape[1]} columns, and labels of shape {y_batch.shape}"
        cause = "rows_taken" if X_batch.shape[1] == X.shape[1] and y_batch.ndim == 1 else "shape"
        refuse(NAME, words, cause, message, "y_batch")
    same = (X_batch[:, :, None] == X[:, None, :]).all(axis=0)
    if not same.any(axis=1).all():
        if not X_batch[:, ~same.any(axis=1)].any():
            refuse(NAME, words, "padded", f"mini-batch {i} has columns of zeros, which are none of X's", "X_batch")
        refuse(NAME, words, "columns_changed", f"mini-batch {i} has a column that is none of X's", "X_batch")
    return same.argmax(axis=1), y_batch


def _examine_sizes(parts: list[Array], N: int, size: int, words: str) -> None:
    sizes = [len(columns) for columns in parts]
    whole, rest = divmod(N, size)
    right = [size] * whole + [rest] * (rest > 0)
    if sizes == right:
        return
    if rest and sizes == right[:-1]:
        refuse(
            NAME,
            words,
            "rest_dropped",
            f"the mini-batches hold {N - right[-1]} examples together, of {N}: a smaller mini-batch is missing",
        )
    message = f"the {N} examples should come in {_lengths(right)}, and come in {_lengths(sizes)}"
    if sizes == right[:1]:
        refuse(NAME, words, "first_batch_only", message)
    never = N - len({int(j) for columns in parts for j in columns})
    message += f"; {never} of them never come" * (never > 0)
    refuse(NAME, words, "batch_sizes", message)


def _lengths(sizes: list[int]) -> str:
    """Say "7 mini-batches (6 of 4, then one of 2)": two lists that differ never read the same."""
    runs = [(n, len(list(group))) for n, group in itertools.groupby(sizes)]
    told = [f"{count if count > 1 else 'one'} of {n}" for n, count in runs]
    shown = told if len(told) <= 5 else [*told[:4], "…", told[-1]]
    return f"{len(sizes)} mini-batch{'es' * (len(sizes) != 1)}" + (f" ({', then '.join(shown)})" if shown else "")


def _examine_whole(batches: Batches, y: Array, words: str) -> None:
    """Every example once, with its own label."""
    order = batches.order()
    missing = sorted(set(range(len(y))) - set(order))
    if missing:
        refuse(
            NAME, words, "repeats", f"{len(missing)} of the {len(y)} examples never come, others come more than once"
        )
    for i, (columns, labels) in enumerate(batches.parts):
        if not np.array_equal(labels, y[columns]):
            message = (
                f"the examples of mini-batch {i} have the labels {_listed(y[columns])}, and come with {_listed(labels)}"
            )
            refuse(NAME, words, "labels_lost", message, "y_batch")


def _listed(labels: Array) -> str:
    return f"[{', '.join(f'{label:g}' for label in labels)}]"


def _examine_order(function: Function, X: Array, y: Array, size: int, seed: int) -> None:
    """One rng, one order; two, two. With 23 examples or more, chance makes two orders alike once in 10^22."""
    first, _, words = _run(function, X, y, size, seed)
    again, _, _ = _run(function, X, y, size, seed)
    if first.order() != again.order():
        refuse(NAME, words, "not_from_rng", "generators in the same state give different orders")
    other, _, _ = _run(function, X, y, size, seed + 1)
    if first.order() == other.order():
        refuse(NAME, words, "same_order", "two different generators give the same order")
    if first.together() == other.together():  # by chance once in 10^11 and less
        refuse(NAME, words, "same_company", "the same examples are always together in a mini-batch")


def _examine_every_order(function: Function, seed: int) -> None:
    """Three examples have six orders. If each is as likely, one of them is missing in 150 draws once in 10^11."""
    X, y = np.array([[1.0, 2.0, 3.0]]), np.array([0, 1, 2])
    orders: set[tuple[int, ...]] = set()
    for i in range(150):
        orders.add(tuple(_run(function, X, y, 2, seed + i)[0].order()))
        if len(orders) == 6:
            return
    message = f"of the 6 orders of 3 examples, {len(orders)} come in 150 draws"
    refuse(NAME, "3 examples, batch_size = 2, 150 times", "not_every_order", message)


def examine_batches(function: Function, rng: np.random.Generator) -> None:
    """Raise CheckFailed unless `function` cuts any data into sound mini-batches."""
    N = int(rng.integers(23, 30))
    size = next(b for b in rng.permutation([4, 5, 6]) if N % b)
    seed = int(rng.integers(1 << 31))
    answers = []
    for n, examples, batch in ((3, N, int(size)), (5, 12, 4), (4, 7, 9), (6, 5, 1), (3, 8, 8)):
        X = rng.standard_normal((n, examples))
        # All labels differ, so that each tells whose it is.
        y = rng.permutation(3 * examples)[:examples]
        batches, answer, words = _run(function, X, y, batch, seed)
        _examine_whole(batches, y, words)
        answers.append(answer)
    _examine_dtype(function, rng, seed)
    X, y = rng.standard_normal((3, N)), rng.integers(0, 4, N)
    _examine_order(function, X, y, int(size), seed)
    whole = N - N % int(size)  # 20 examples or more, in mini-batches of one size: alike by chance once in 10^9
    _examine_order(function, X[:, :whole], y[:whole], int(size), seed)
    _examine_every_order(function, seed)
    show(NAME, answers)


def _examine_dtype(function: Function, rng: np.random.Generator, seed: int) -> None:
    """As the images come: float32, and labels that repeat."""
    X, y = rng.standard_normal((4, 10)).astype(np.float32), rng.integers(0, 3, 10)
    batches, _, words = _run(function, X, y, 3, seed)
    _examine_whole(batches, y, words)
