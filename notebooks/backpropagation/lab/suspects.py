# Made by `make release` from solutions/backpropagation/lab/suspects.py: edit that file, not this one.
"""The line-up of notebook 05: ten backward passes to read, to run, and to judge with a gradient check of your own.

All are for networks of two hidden layers, and none is of use for any other.

    from lab.suspects import lineup
    lineup["ash"]                                            # shows its listing, lines numbered
    lineup["ash"](theta, h, a, y_hat, y, g_prime)            # runs it, like your own back_propagation

Some are right and some are wrong; this file doesn't say which.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

import numpy as np

from lab.parameters import Parameters

LAYERS = 3  # two hidden ones: each is written out by itself, so no suspect runs on any other depth

_SOURCES = {
    "ash": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = len(y)
    grad_a3 = (y_hat - np.eye(len(y_hat))[:, y]) / m
    grad_W3 = grad_a3 @ h[2].T
    grad_b3 = grad_a3.sum(axis=1, keepdims=True)
    grad_a2 = (W[3].T @ grad_a3) * g_prime(a[2])
    grad_W2 = grad_a2 @ h[1].T
    grad_b2 = grad_a2.sum(axis=1, keepdims=True)
    grad_a1 = (W[2].T @ grad_a2) * g_prime(a[1])
    grad_W1 = grad_a1 @ h[0].T
    grad_b1 = grad_a1.sum(axis=1, keepdims=True)
    grad_W = [None, grad_W1, grad_W2, grad_W3]
    grad_b = [None, grad_b1, grad_b2, grad_b3]
    return Parameters(grad_W, grad_b)
""",
    "birch": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = len(y)
    grad_a3 = y_hat - np.eye(len(y_hat))[:, y]
    grad_h2 = W[3].T @ grad_a3
    grad_a2 = grad_h2 * g_prime(a[2])
    grad_h1 = W[2].T @ grad_a2
    grad_a1 = grad_h1 * g_prime(h[1])
    grad_a = [None, grad_a1, grad_a2, grad_a3]
    grad_W = [None] + [grad_a[k] @ h[k - 1].T / m for k in (1, 2, 3)]
    grad_b = [None] + [grad_a[k].mean(axis=1, keepdims=True) for k in (1, 2, 3)]
    return Parameters(grad_W, grad_b)
""",
    "cedar": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = len(y)
    rows3 = y_hat.T - np.eye(len(y_hat))[y]
    rows2 = rows3 @ W[3]
    rows2 = rows2 * g_prime(a[2]).T
    rows1 = rows2 @ W[2]
    rows1 = rows1 * g_prime(a[1]).T
    grad_W = [None, (h[0] @ rows1).T / m, (h[1] @ rows2).T / m, (h[2] @ rows3).T / m]
    grad_b = [rows.mean(axis=0)[:, np.newaxis] for rows in (rows1, rows2, rows3)]
    grad_b = [None] + grad_b
    return Parameters(grad_W, grad_b)
""",
    "elm": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = len(y)
    grad_a3 = y_hat - np.eye(len(y_hat))[:, y]
    grad_W3 = grad_a3 @ h[2].T / m
    grad_b3 = grad_a3.mean(axis=1, keepdims=True)
    grad_h2 = W[3].T @ grad_a3
    grad_a2 = grad_h2 * g_prime(a[2])
    grad_W2 = grad_a2 @ h[1].T / m
    grad_b2 = grad_a2.mean(axis=1, keepdims=True)
    grad_h1 = W[2].T @ grad_a3
    grad_a1 = grad_h1 * g_prime(a[1])
    grad_W1 = grad_a1 @ h[0].T / m
    grad_b1 = grad_a1.mean(axis=1, keepdims=True)
    grad_W = [None, grad_W1, grad_W2, grad_W3]
    grad_b = [None, grad_b1, grad_b2, grad_b3]
    return Parameters(grad_W, grad_b)
""",
    "fir": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = len(y)
    grad_a3 = y_hat - np.eye(len(y_hat))[:, y]
    grad_W3 = np.einsum("ij,kj->ik", grad_a3, h[2]) / m
    grad_b3 = grad_a3.mean(axis=1, keepdims=True)
    grad_h2 = np.einsum("ij,ik->jk", W[3], grad_a3) / m
    grad_a2 = g_prime(a[2]) * grad_h2
    grad_W2 = np.einsum("ij,kj->ik", grad_a2, h[1]) / m
    grad_b2 = grad_a2.mean(axis=1, keepdims=True)
    grad_h1 = np.einsum("ij,ik->jk", W[2], grad_a2)
    grad_a1 = g_prime(a[1]) * grad_h1
    grad_W1 = np.einsum("ij,kj->ik", grad_a1, h[0]) / m
    grad_b1 = grad_a1.mean(axis=1, keepdims=True)
    grad_W = [None, grad_W1, grad_W2, grad_W3]
    grad_b = [None, grad_b1, grad_b2, grad_b3]
    return Parameters(grad_W, grad_b)
""",
    "hazel": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = len(y)
    grad_a3 = y_hat - np.eye(len(y_hat))[:, y]
    grad_W3 = np.dot(grad_a3, h[2].T) / m
    grad_b3 = np.sum(grad_a3, axis=1).reshape(-1, 1) / m
    grad_a2 = np.dot(W[3].T, grad_a3) * g_prime(a[2])
    grad_W2 = np.dot(grad_a2, h[1].T) / m
    grad_b2 = np.sum(grad_a2, axis=1).reshape(-1, 1) / m
    grad_a1 = np.dot(W[2].T, grad_a2)
    grad_W1 = np.dot(grad_a1, h[0].T) / m
    grad_b1 = np.sum(grad_a1, axis=1).reshape(-1, 1) / m
    grad_W = [None, grad_W1, grad_W2, grad_W3]
    grad_b = [None, grad_b1, grad_b2, grad_b3]
    return Parameters(grad_W, grad_b)
""",
    "larch": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = len(y)
    slope2, slope1 = g_prime(a[2]), g_prime(a[1])
    grad_a3 = y_hat - np.eye(len(y_hat))[:, y]
    grad_a2 = np.einsum("ij,im->jm", W[3], grad_a3) * slope2
    grad_a1 = np.einsum("ij,jm->im", W[2], grad_a2) * slope1
    grad_a = [grad_a1, grad_a2, grad_a3]
    pairs = zip(grad_a, h)
    grad_W = [None] + [np.einsum("im,jm->ij", above, below) / m for above, below in pairs]
    grad_b = [None] + [np.einsum("im->i", above)[:, np.newaxis] / m for above in grad_a]
    return Parameters(grad_W, grad_b)
""",
    "maple": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = len(y)
    grad_a3 = y_hat
    grad_a3[y, np.arange(m)] -= 1
    grad_a2 = (W[3].T @ grad_a3) * g_prime(a[2])
    grad_a1 = (W[2].T @ grad_a2) * g_prime(a[1])
    grad_a = [None, grad_a1, grad_a2, grad_a3]
    grad_W = [None] + [grad_a[k] @ h[k - 1].T / m for k in (1, 2, 3)]
    grad_b = [None] + [grad_a[k].mean(axis=1, keepdims=True) for k in (1, 2, 3)]
    return Parameters(grad_W, grad_b)
""",
    "oak": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = len(y_hat)
    grad_a3 = y_hat - np.eye(len(y_hat))[:, y]
    grad_h2 = W[3].T @ grad_a3
    grad_a2 = grad_h2 * g_prime(a[2])
    grad_h1 = W[2].T @ grad_a2
    grad_a1 = grad_h1 * g_prime(a[1])
    grad_a = [grad_a1, grad_a2, grad_a3]
    grad_W = [None, grad_a1 @ h[0].T / m, grad_a2 @ h[1].T / m, grad_a3 @ h[2].T / m]
    grad_b = [None] + [column.sum(axis=1, keepdims=True) / m for column in grad_a]
    return Parameters(grad_W, grad_b)
""",
    "pine": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = len(y)
    mean = np.full((m, 1), 1 / m)
    grad_a3 = y_hat.copy()
    grad_a3[y, range(m)] -= 1
    grad_W, grad_b = [grad_a3 @ h[2].T / m], [grad_a3 @ mean]
    grad_a2 = g_prime(a[2]) * (W[3].T @ grad_a3)
    grad_W, grad_b = [grad_a2 @ h[1].T / m] + grad_W, [grad_a2 @ mean] + grad_b
    grad_a1 = g_prime(a[1]) * (W[2].T @ grad_a2)
    grad_W, grad_b = [grad_a1 @ h[0].T / m] + grad_W, [grad_a1 @ mean] + grad_b
    return Parameters([None] + grad_W, [None] + grad_b)
""",
}


# Said outright, because in an exported page the fonts around it win.
_LISTING = "margin:.2em 0 1em;line-height:1.45;overflow-x:auto;font-family:ui-monospace,Menlo,Consolas,monospace"


@dataclass(frozen=True)
class Suspect:
    """One backward pass: call it like `back_propagation`, or show it to read its numbered listing."""

    name: str
    source: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the listing; line 1 is `lines[0]`."""
        return tuple(self.source.splitlines())

    @cached_property
    def _function(self) -> Callable[..., Any]:
        # Under this label a traceback shows the suspect's own lines, with the numbers of the listing.
        label = f"<suspect {self.name}>"
        linecache.cache[label] = (len(self.source), None, self.source.splitlines(keepends=True), label)
        namespace: dict[str, Any] = {"np": np, "Parameters": Parameters}
        exec(compile(self.source, label, "exec"), namespace)
        function: Callable[..., Any] = namespace["back_propagation"]
        return function

    def __call__(
        self,
        theta: Sequence[Any],
        h: Sequence[Any],
        a: Sequence[Any],
        y_hat: Any,
        y: Any,
        g_prime: Callable[[Any], Any],
    ) -> Parameters:
        """Run it, with the arguments of `back_propagation`; it may raise, as any program may.

        ValueError for a network of another depth than the one that all suspects were written for.
        """
        L = len(theta[0]) - 1
        if L != LAYERS:
            raise ValueError(
                f"{self.name} was written for two hidden layers: sizes [n_0, n_1, n_2, n_3], L = {LAYERS}. "
                f"This theta has L = {L}."
            )
        grads: Parameters = self._function(theta, h, a, y_hat, y, g_prime)
        return grads

    def __str__(self) -> str:
        listing = "\n".join(f"{number:>4}  {line}" for number, line in enumerate(self.lines, 1))
        return f"{self.name}\n{listing}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "\n".join(
            f'<span style="opacity:.75;user-select:none">{number:>2} │ </span>{escape(line)}'
            for number, line in enumerate(self.lines, 1)
        )
        return (
            f'<div role="group" aria-label="Listing of suspect {self.name}"><strong>{self.name}</strong>'
            f'<pre style="{_LISTING}">{rows}</pre></div>'
        )


lineup: dict[str, Suspect] = {name: Suspect(name, source.lstrip("\n")) for name, source in _SOURCES.items()}


# ── evidence: a case on which a mistake shows, or hides ──

ACTIVATIONS = ("tanh", "relu", "logistic")
LARGEST, SEEDS = 8, 1000


@dataclass(frozen=True)
class Evidence:
    """A network and a batch. Its biases are not zero, and its numbers are drawn from the seed alone."""

    sizes: list[int]  # [n_0, n_1, n_2, n_3], each from 1 to 8
    m: int  # examples, from 1 to 8
    g: str = "tanh"  # the activation: "tanh", "relu" or "logistic"
    seed: int = 0  # from 0 to 999
    calls: int = 1  # 2: it is called twice with the same arguments, and the second answer counts

    @property
    def size(self) -> int:
        """All units, those of the input and the output among them, and all examples."""
        return sum(self.sizes) + self.m


def _whole(value: Any, low: int, high: int) -> bool:
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool) and low <= int(value) <= high


def evidence(case: Any) -> Evidence | str:
    """Read a case such as {"sizes": [2, 2, 2, 2], "m": 1, "g": "relu"}; of what is none, what is wrong with it."""
    if not isinstance(case, dict) or not {"sizes", "m"} <= set(case) <= {"sizes", "m", "g", "seed", "calls"}:
        return 'a case is a dict with "sizes" and "m", and "g", "seed" and "calls" where they are not "tanh", 0 and 1'
    read = {"g": "tanh", "seed": 0, "calls": 1, **case}
    sizes = read["sizes"]
    if not (isinstance(sizes, (list, tuple)) and len(sizes) == 4 and all(_whole(n, 1, LARGEST) for n in sizes)):
        return f"sizes should be four whole numbers from 1 to {LARGEST}"
    if sizes[-1] < 2:
        return "with one class all gradients are 0: n_3 should be 2 or more"
    if not _whole(read["m"], 1, LARGEST):
        return f"m should be a whole number from 1 to {LARGEST}"
    if not (isinstance(read["g"], str) and read["g"] in ACTIVATIONS):
        return f"g should be one of {', '.join(ACTIVATIONS)}"
    if not (_whole(read["seed"], 0, SEEDS - 1) and _whole(read["calls"], 1, 2)):
        return f"seed should be a whole number from 0 to {SEEDS - 1}, and calls 1 or 2"
    return Evidence([int(n) for n in sizes], int(read["m"]), read["g"], int(read["seed"]), int(read["calls"]))


def network(sizes: Sequence[int], m: int, seed: int = 0) -> tuple[Parameters, Any, Any]:
    """Random parameters, biases and all, inputs X (n_0, m) and labels y (m,)."""
    rng = np.random.default_rng(seed)
    pairs = list(zip(sizes, sizes[1:], strict=False))
    W = [None, *(rng.standard_normal((n, below)) / np.sqrt(below) for below, n in pairs)]
    b = [None, *(rng.standard_normal((n, 1)) for _, n in pairs)]
    return Parameters(W, b), rng.standard_normal((sizes[0], m)), rng.integers(sizes[-1], size=m)
