"""The answers to the line-up of notebook 05: which lines of `lab.suspects` are wrong, and why.

Kept here, and not in `lab`, because students can read `lab`. Each entry says which line numbers of the listing earn
the marks, which mistake of the catalogue (autograder/diagnosis) the suspect makes, and what hides it from a careless
check. A student answers {"ash": None, "birch": 12, …}; the notebook's cell starts with "?" for each, not judged yet.

Three suspects are innocent, so calling all of them right is worth 3 of 10 without looking: marks are given for what
is right beyond that (autograder/backpropagation/hidden/gradient_checking.py).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """What is to be said of one suspect."""

    lines: frozenset[int]  # any of these line numbers is right; empty: the suspect is innocent, the answer is None
    mistake: str | None  # the catalogue's name for it
    why: str
    hides: str  # the circumstances in which its gradients come out right, or look so


def _right(why: str) -> Answer:
    return Answer(frozenset(), None, why, "")


def _wrong(*lines: int, mistake: str, why: str, hides: str) -> Answer:
    return Answer(frozenset(lines), mistake, why, hides)


KEY: dict[str, Answer] = {
    "ash": _right("The mean is taken once, at the output; every later line is linear in it, so sums are right."),
    "birch": _wrong(
        12,
        mistake="back_propagation_g_prime_of_h",
        why="g′ takes the pre-activation a_{k-1}; this line hands it h_{k-1} = g(a_{k-1}).",
        hides="With ReLU and g′(0) = 0 both give the same 0s and 1s.",
    ),
    "cedar": _right("The same gradients with an example a row: (Wᵀ∇)ᵀ is ∇ᵀW, so no transpose is missing."),
    "elm": _wrong(
        8,  # the line that goes on from the output's gradient at every layer …
        9,  # … because this one stores the new gradient under a name that line 8 never reads
        mistake="back_propagation_same_delta",
        why="Every hidden layer starts from the output's gradient, not from that of the layer just above.",
        hides="With L = 2 there is only one hidden layer. With equal widths the shapes fit.",
    ),
    "fir": _wrong(
        10,
        mistake="back_propagation_divided_at_each_layer",
        why="Gradients with respect to h are per example; lines 7 and 8 take the mean over the batch already.",
        hides="With m = 1, and always in the last layer.",
    ),
    "hazel": _wrong(
        10,
        mistake="back_propagation_without_g_prime",
        why="The step from h_{k-1} to a_{k-1} needs the factor g′(a_{k-1}).",
        hides="With L = 1, where every slope is 1, and always in the last layer. It even trains.",
    ),
    "larch": _wrong(
        11,
        mistake="hidden_gradient_without_transpose",
        why='"ij,jm->im" is W_k @ ∇; the layer below needs W_kᵀ @ ∇, which is "ij,im->jm".',
        hides="With equal widths nothing raises, and every shape is right.",
    ),
    "maple": _wrong(
        5,  # no copy is made here …
        6,  # … so this changes the caller's y_hat
        mistake="back_propagation_overwrites_y_hat",
        why="grad_a is y_hat itself, not a copy: the subtraction changes the caller's array.",
        hides="The first call on fresh activations returns the right gradients; only a second call tells.",
    ),
    "oak": _wrong(
        8,
        mistake="parameter_gradients_biases_summed",
        why="The loss is a mean over the batch, so ∇b is one too; this is the sum.",
        hides="With m = 1, and in any check that looks at the weights alone.",
    ),
    "pine": _right("y_hat is copied before it is changed; ∇ times a column of 1/m is the mean over the batch."),
}
