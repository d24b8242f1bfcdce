# Made by `make release` from solutions/backpropagation/lab/parameters.py: edit that file, not this one.
"""theta, the parameters of a network, as the lecture writes them: W_1 … W_L and b_1 … b_L."""

from __future__ import annotations

from typing import Any, NamedTuple


class Parameters(NamedTuple):
    """theta (or a gradient of its shape): `W[k]` is (n_k, n_{k-1}), `b[k]` is (n_k, 1), k = 1 … L.

    `W[0]` and `b[0]` are None, so that the indices are the lecture's.
    """

    W: list[Any]
    b: list[Any]
