"""The mutants that change a number somewhere and that no check catches, each with the reason why it may live.

A survivor without a reason here is a hole in the checks; a reason without a survivor is out of date. The audit says so
of both, and a test fails.
"""

from __future__ import annotations

_ANY_STRUCTURE = (
    "Index 0 holds a 0 in place of None. What matters of check_gradients are its numbers, so its check takes any "
    "structure of them, and an error of 0 for a tensor that does not exist says nothing wrong."
)
_DTYPE = (
    "Computes in float64 although X is float32: slower, with the same results to float32's precision. The checks take "
    "any dtype at least as precise as X's, as the course does everywhere."
)

REASONS: dict[str, str] = {
    "check_gradients: errors = Parameters([None], [None]) → errors = Parameters([0], [None])": _ANY_STRUCTURE,
    "check_gradients: errors = Parameters([None], [None]) → errors = Parameters([None], [0])": _ANY_STRUCTURE,
    "train: return each(lambda w: w.astype(X.dtype, copy=False), parameters) → return parameters": _DTYPE,
    "train: theta, state, losses = (in_dtype_of_X(initialize_parameters(sizes, rng)), None, []) → "
    "theta, state, losses = (initialize_parameters(sizes, rng), None, [])": _DTYPE,
}


def reason(key: str) -> str:
    """Why a survivor may live; "" when nobody has said so yet."""
    return REASONS.get(key, "")
