"""How far a right function may lie from the reference, where that is more than rounding: decided by who uses it.

Whoever adds a little to be safe, or clips where nothing is left to see, is right if no function that uses the result
could tell. `docs/numerical_slack.md` is made of this table; a test moves each function by all of its slack, and holds
its users to full marks.
"""

from __future__ import annotations

from dataclasses import dataclass

from lab.check.engine.closeness import EXACT, Closeness


@dataclass(frozen=True)
class Slack:
    """What one function may be off by, the ways of writing it that need so much, and why nobody can tell."""

    close: Closeness
    needed: str
    why: str
    users: tuple[str, ...]  # the functions that call it


_PROBABILITY = Slack(
    Closeness(relative=2e-8, floor=1e-12, absolute=1e-15),
    "`e / (e.sum(axis=0) + 1e-8)`, where the sum is at least 1; or `np.maximum(p, 1e-15)`",
    "A probability that is off by 2e-8 of itself moves a loss by 2e-8, and each entry of ∇_{a_L}, which is ŷ − e(y), "
    "by 2e-8 at most. With 1e-8, six steps of η = 0.5 have led at most 3.4e-7 of θ's largest entry away (3,060 "
    "comparisons), and `gradient_descent` is allowed 2e-6. In float32 the rounding is 6e-8: that is told apart.",
    ("gradient_descent", "train"),
)
_SLOPE = Slack(
    Closeness(relative=1e-9, floor=1e-12, absolute=1e-12),
    "`s * (1 - s)` after `logistic` has clipped its argument at ±30, where s is 9e-14; "
    "`1 - tanh(a)²` written with exponentials",
    "A slope multiplies a gradient. One of 1e-12 in place of 0 adds 1e-12 of ∇_h to ∇_a: less than the 1e-11 that a "
    "central difference, the sharpest look that the course takes, is off by itself.",
    ("gradient_descent",),
)
_VALUE = Slack(
    Closeness(relative=1e-9, floor=1e-12, absolute=1e-12),
    "an argument clipped at ±30, where the function is within 9e-14 of 0 or 1",
    "An activation enters ŷ through weights of size 1: 1e-12 moves a loss by about 1e-12, below the rounding of a "
    "central difference (1e-16 / 1e-5 = 1e-11).",
    ("logistic_prime",),
)
_LOSS = Slack(
    Closeness(relative=2e-5),
    "`log(p + 1e-7)`, or p clipped at 1e-7, against log(0)",
    "With an epsilon up to 1e-7 and probabilities of at least 0.01 a loss of about 1 is off by at most 1e-5. Nobody "
    "computes with a loss: `gradient_descent` and `train` list it, and are held to the same 2e-5. Its slope, by "
    "numerical differences, is off by 1e-5 of itself, and gradient checks ask for 1e-3.",
    ("gradient_descent", "train"),
)

SLACK: dict[str, Slack] = {
    "logistic": _VALUE,
    "logistic_prime": _SLOPE,
    "tanh_prime": _SLOPE,
    "softmax": _PROBABILITY,
    "cross_entropy": _LOSS,
}


def of(function: str) -> Closeness:
    """How close a right answer of that function must be."""
    return SLACK[function].close if function in SLACK else EXACT


_PAGE = """# How far a right answer may lie from ours

Every number is compared with the reference's, and two right ways to write a formula differ by rounding. For most
functions that is all the room there is: {exact}, where summing some hundred terms in any order errs by about 1e-13.

Some right functions are off by more, on purpose: they add a little to be safe, or clip where nothing is left to see.
How much is right is decided by who uses the result: **if no function of the course that calls it, at its own check's
tolerance, could tell, it is right.** `make release` makes this page from `autograder/backpropagation/hidden/slack.py`;
`tests/test_slack.py` moves each function by nearly all of its slack, and holds its users to full marks.

| function | may be off by | needed by | why nobody can tell | held by |
|---|---|---|---|---|
"""


def _in_words(close: Closeness) -> str:
    parts = [(close.relative, "of the entry"), (close.floor, "of the largest entry"), (close.absolute, "absolutely")]
    return " + ".join(f"{size:g} {of}" for size, of in parts if size)


def page() -> str:
    """The whole of docs/numerical_slack.md."""
    rows = [
        f"| `{name}` | {_in_words(s.close)} | {s.needed} | {s.why} | {', '.join(f'`{u}`' for u in s.users)} |"
        for name, s in SLACK.items()
    ]
    return _PAGE.format(exact=_in_words(EXACT)) + "\n".join(row.replace("|a|", "\\|a\\|") for row in rows) + "\n"
