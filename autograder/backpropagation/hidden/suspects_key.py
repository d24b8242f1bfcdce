"""The answers to the line-up of notebook 05: which lines of `lab.suspects` are wrong, and why.

Kept here, and not in `lab`, because students can read `lab`. Each entry says which line numbers of the listing earn
the marks, how the first of them should read, which gradients it spoils, and what hides it from a careless check. A
student answers {"ash": None, "birch": 8, …}; the notebook's cell starts with "?" for each, not judged yet.

Three suspects are innocent, so calling all of them right is worth 3 of 10 without looking: marks are given for what
is right beyond that (hidden/gradient_checking.py).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SuspectAnswer:
    """What is to be said of one suspect."""

    lines: tuple[int, ...]  # any of these line numbers is right; empty: the suspect is innocent, the answer is None
    why: str
    mended: str = ""  # how the first of these lines should read
    spoils: tuple[str, ...] = ()  # the gradients that come out wrong
    hides: str = ""  # the circumstances in which they come out right, or look so
    can_hide: bool = True  # whether there is a case on which every gradient comes out right


BELOW = ("W[1]", "b[1]")
KEY: dict[str, SuspectAnswer] = {
    "ash": SuspectAnswer(
        (), "The mean is taken once, at the output; every later line is linear in it, so sums are right."
    ),
    "birch": SuspectAnswer(
        (8,),
        "g′ takes the pre-activation a_1; this line hands it h_1 = g(a_1).",
        "    grad_a1 = grad_h1 * g_prime(a[1])",
        BELOW,
        "With ReLU and g′(0) = 0 both give the same 0s and 1s.",
    ),
    "cedar": SuspectAnswer((), "The same gradients with an example a row: (Wᵀ∇)ᵀ is ∇ᵀW, so no transpose is missing."),
    "elm": SuspectAnswer(
        (11,),
        "Layer 1 goes on from the output's gradient, not from that of the layer just above.",
        "    grad_h1 = W[2].T @ grad_a2",
        BELOW,
        "With equal widths the shapes fit, so nothing raises. A single hidden layer would have no such line.",
        can_hide=False,
    ),
    "fir": SuspectAnswer(
        (7,),
        "The gradient with respect to h is per example; the mean over the batch comes later, in every gradient.",
        '    grad_h2 = np.einsum("ij,ik->jk", W[3], grad_a3)',
        ("W[2]", "b[2]", *BELOW),
        "With m = 1, and always in the last layer.",
    ),
    "hazel": SuspectAnswer(
        (10,),
        "The step from h_1 to a_1 needs the factor g′(a_1).",
        "    grad_a1 = np.dot(W[2].T, grad_a2) * g_prime(a[1])",
        BELOW,
        "Where every slope is 1, as of ReLU units that are all active. It even trains.",
    ),
    "larch": SuspectAnswer(
        (7,),
        '"ij,jm->im" is W_2 @ ∇; the layer below needs W_2ᵀ @ ∇, which is "ij,im->jm".',
        '    grad_a1 = np.einsum("ij,im->jm", W[2], grad_a2) * slope1',
        BELOW,
        "With equal widths nothing raises, and every shape is right.",
    ),
    "maple": SuspectAnswer(
        (4, 5),  # no copy is made in the one, so the other changes the caller's y_hat
        "grad_a3 is y_hat itself, not a copy: the subtraction changes the caller's array.",
        "    grad_a3 = y_hat.copy()",
        (),
        "The first call on fresh activations returns the right gradients; only a second call tells.",
    ),
    "oak": SuspectAnswer(
        (3,),
        "len(y_hat) is the number of classes, not of examples: every mean is divided by the wrong number.",
        "    m = len(y)",
        ("b[1]", "b[2]", "b[3]", "W[1]", "W[2]", "W[3]"),
        "With as many examples as classes. The line reads right: len(y) and len(y_hat) look alike.",
    ),
    "pine": SuspectAnswer((), "y_hat is copied first; ∇ times a column of 1/m is the mean over the batch."),
}
