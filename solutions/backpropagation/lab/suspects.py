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
    m = len(y)
    grad_a3 = y_hat - np.eye(len(y_hat))[:, y]
    grad_h2 = W[3].T @ grad_a3
    grad_a2 = grad_h2 * g_prime(a[2])
    grad_h1 = W[2].T @ grad_a2
    grad_a1 = grad_h1 * g_prime(a[1])
    grad_a = [grad_a1, grad_a2, grad_a3]
    grad_W = [None, grad_a1 @ h[0].T / m, grad_a2 @ h[1].T / m, grad_a3 @ h[2].T / m]
    grad_b = [None] + [column.sum(axis=1, keepdims=True) for column in grad_a]
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
