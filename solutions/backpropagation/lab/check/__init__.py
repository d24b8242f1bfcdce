"""The checks that students run: `check.softmax(softmax)` raises CheckFailed, with a card, or prints one line.

The engine behind them (comparison, safe calls, diagnosis, cards) serves the hidden checks, too.
"""

from __future__ import annotations

from .examine import Case, examine
from .findings import CheckFailed, Finding, StudentCodeRaised

__all__ = ["Case", "CheckFailed", "Finding", "StudentCodeRaised", "examine"]
