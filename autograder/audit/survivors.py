"""The mutants that change a number somewhere and that no check catches, each with the reason why it may live.

A survivor without a reason here is a hole in the checks; a reason without a survivor is out of date. The audit says so
of both, and a test fails.
"""

from __future__ import annotations

_ANY_STRUCTURE = (
    "Index 0 holds a 0 in place of None. What matters of check_gradients are its numbers, so its check takes any "
    "structure of them, and an error of 0 for a tensor that does not exist says nothing wrong."
)
_EPSILON = (
    "Adam's default ε is another tiny number. Whether ε is added before the bias correction, as in the paper, or "
    "after it, as in the text, changes its effect 31-fold at the first step. Both are right: no check tells a factor of 2."
)
_DTYPE = (
    "Computes in float64 although X is float32: slower, with the same results to float32's precision. The checks take "
    "any dtype at least as precise as X's, as the course does everywhere."
)
_SIGNATURE = "adam_step: def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-08): → "

REASONS: dict[str, str] = {
    "check_gradients: errors = Parameters([None], [None]) → errors = Parameters([0], [None])": _ANY_STRUCTURE,
    "check_gradients: errors = Parameters([None], [None]) → errors = Parameters([None], [0])": _ANY_STRUCTURE,
    f"{_SIGNATURE}def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=2e-08):": _EPSILON,
    f"{_SIGNATURE}def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=5e-09):": _EPSILON,
}


def reason(key: str) -> str:
    """Why a survivor may live; "" when nobody has said so yet."""
    return REASONS.get(key, "")
