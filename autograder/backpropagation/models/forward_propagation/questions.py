"""Questions that lead to the line, for several functions of one notebook."""

from __future__ import annotations

UPRIGHT = "An example is a column, and b_k is added to it. Which way does your b_k lie?"
