"""What the text of each exercise promises, and a wrong function for each promise that breaks it alone."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.backpropagation.promises import (
    activations,
    back_propagation,
    fashion_mnist,
    forward_propagation,
    gradient_checking,
    gradient_descent,
    outputs_and_losses,
)
from autograder.checks.promise import Promise, table, uncovered
from autograder.course.notebooks import course_notebooks

_PARTS = (
    activations,
    outputs_and_losses,
    forward_propagation,
    back_propagation,
    gradient_checking,
    gradient_descent,
    fashion_mnist,
)
PROMISES: tuple[Promise, ...] = tuple(one for part in _PARTS for one in part.PROMISES)

# Sentences that sound like promises and are none, each with the reason.
ADVICE: dict[str, str] = {
    "never error > bound": "advice on how to use it, outside the function",
    "they must begin with 784": "`trained` is a value; the check of its form says so",
    "85 % of the validation images must be right": "`trained` is a value; it is held to those images themselves",
    'where you don\'t say "relu"': "`suspects` is a value; the check of its form says so",
    "which stands for not judged yet": "`suspects` is a value, and its check says which are not answered",
    "Stay in the dtype of X": "it makes the training twice as fast, and no check of a mark measures time",
    "or yield them, as you like": "it leaves a choice; that pairs come is promised by the docstring",
    "it is not.)": "says once more that no argument is changed",
}

_PAGE = """# What the text promises, and what holds it

Every *must*, *never*, *not*, *only*, *exactly* in an exercise, what it gives back, and each of its arguments: with the
test cell that holds it, and a wrong function that breaks this promise and no other. Both checks of the cell, the
visible and the hidden one, fail on that function; `tests/test_promises.py` runs them. `make release` makes this page
from `autograder/backpropagation/promises/`, and releases nothing while a sentence or an argument has no wrong version.

**The class of an array is no promise.** An `np.matrix` of the right numbers keeps its marks (`tests/outside/style_24`),
and the check says what will not work: its `*` is the matrix product. Where a later function raises for that, two right
functions do not fit: the judge runs that one again with arrays, and its marks stand if it is right then. Where nothing
was lost before, an exception is all that is ever forgiven so, and wrong numbers are not
(`tests/test_judge_follow_through.py`).
"""


def page() -> str:
    """The whole of docs/promises.md."""
    cells: dict[str, list[str]] = {}
    for form in course_notebooks().values():
        for test in form.tests.values():
            cells.setdefault(test.function, []).append(test.name)
    advice = [f"- *{words}*: {why}." for words, why in ADVICE.items()]
    not_held = ["\n## Sentences that sound like promises and are none\n", *advice]
    return "\n".join([_PAGE.rstrip("\n"), *table(PROMISES, cells), *not_held]) + "\n"


def missing() -> Iterator[str]:
    """What the text promises and nothing here breaks."""
    for form in course_notebooks().values():
        for function in form.solutions:
            yield from uncovered(form, function, PROMISES, ADVICE)
