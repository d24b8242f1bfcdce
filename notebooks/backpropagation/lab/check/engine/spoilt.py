# Made by `make release` from solutions/backpropagation/lab/check/engine/spoilt.py: edit that file, not this one.
"""How a number became inf or nan, as NumPy's own warnings tell: an overflow, 0 / 0, or neither for certain."""

from __future__ import annotations

from collections.abc import Iterable


def of_numbers(warning: str) -> bool:
    """Whether a warning says that numbers were spoilt: overflow, 0 / 0, inf / inf, the logarithm of 0."""
    return any(word in warning for word in ("overflow encountered", "invalid value", "divide by zero"))


def how(warnings: Iterable[str]) -> str:
    """The cause that NumPy has seen on the way to an inf or a nan; "not_finite" where it has not warned of one.

    A nan of a division is inf / inf where something overflowed, or was divided by 0, before; else it is 0 / 0.
    """
    said = "\n".join(warnings)
    if "overflow encountered" in said:
        return "overflow"
    by_zero = "invalid value encountered in divide" in said and "divide by zero" not in said
    return "zero_by_zero" if by_zero else "not_finite"
