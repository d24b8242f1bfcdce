# Made by `make release` from solutions/backpropagation/lab/draw/ticks.py: edit that file, not this one.
"""Round numbers for the ticks of an axis, and how they are written."""

from __future__ import annotations

import math
from collections.abc import Sequence

MINUS = "−"


def plain(text: str) -> str:
    """A number's text with a true minus sign."""
    return text.replace("-", MINUS)


def linear(low: float, high: float, count: int) -> tuple[list[float], list[str]]:
    """About `count` round numbers from low to high, and their texts."""
    if not high > low:
        return [low], [plain(f"{low:g}")]
    rough = (high - low) / max(count, 1)
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    values = [i * step for i in range(first, last + 1)]
    return values, _decimals(values, step)


def _decimals(values: Sequence[float], step: float) -> list[str]:
    """All with as many decimals as the step has."""
    if max(map(abs, values), default=0) >= 1e6 or step < 1e-4:
        return [plain(f"{value:g}") for value in values]
    digits = next(d for d in range(7) if abs(round(step, d) - step) < 1e-9 * step)
    return [plain(f"{value + 0.0:.{digits}f}") for value in values]


def logarithmic(low: float, high: float, count: int) -> tuple[list[float], list[str]]:
    """Powers of ten from low to high, at most about `count` of them; 1, 2 and 5 times these where there are few."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    if last - first < 2:
        values = [f * 10.0**k for k in range(first - 1, last + 1) for f in (1, 2, 5) if low <= f * 10.0**k <= high]
        return values, [plain(f"{value:g}") for value in values]
    stride = max(1, math.ceil((last - first) / max(count, 1)))
    powers = [k for k in range(first, last + 1) if k % stride == 0]
    return [10.0**k for k in powers], [plain(f"$10^{{{k}}}$") for k in powers]
