# Made by `make release` from solutions/backpropagation/lab/suspects.py: edit that file, not this one.
"""The line-up of notebook 05: ten backward passes to read, to run, and to judge with a gradient check of your own.

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

_SOURCES = {
    "ash": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, len(y)
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    grad_a = (y_hat - np.eye(len(y_hat))[:, y]) / m
    for k in range(L, 0, -1):
        grad_W[k] = grad_a @ h[k - 1].T
        grad_b[k] = grad_a.sum(axis=1, keepdims=True)
        if k > 1:
            grad_h = W[k].T @ grad_a
            grad_a = grad_h * g_prime(a[k - 1])
    return Parameters(grad_W, grad_b)
""",
    "birch": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, len(y)
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    grad_a = y_hat - np.eye(len(y_hat))[:, y]
    for k in range(L, 0, -1):
        below = h[k - 1]
        grad_W[k] = grad_a @ below.T / m
        grad_b[k] = grad_a.mean(axis=1, keepdims=True)
        if k > 1:
            grad_h = W[k].T @ grad_a
            grad_a = grad_h * g_prime(below)
    return Parameters(grad_W, grad_b)
""",
    "cedar": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, len(y)
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    rows = y_hat.T - np.eye(len(y_hat))[y]
    for k in reversed(range(1, L + 1)):
        grad_W[k] = (h[k - 1] @ rows).T / m
        grad_b[k] = rows.mean(axis=0)[:, np.newaxis]
        if k > 1:
            rows = rows @ W[k]
            rows = rows * g_prime(a[k - 1]).T
    return Parameters(grad_W, grad_b)
""",
    "elm": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, len(y)
    grad_a = y_hat - np.eye(len(y_hat))[:, y]
    grad_W = [grad_a @ h[L - 1].T / m]
    grad_b = [grad_a.mean(axis=1, keepdims=True)]
    for k in range(L - 1, 0, -1):
        grad_h = W[k + 1].T @ grad_a
        grad_hidden = grad_h * g_prime(a[k])
        grad_W.insert(0, grad_hidden @ h[k - 1].T / m)
        grad_b.insert(0, grad_hidden.mean(axis=1, keepdims=True))
    return Parameters([None, *grad_W], [None, *grad_b])
""",
    "fir": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, len(y)
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    grad_a = y_hat - np.eye(len(y_hat))[:, y]
    for k in range(L, 0, -1):
        grad_b[k] = grad_a.mean(axis=1, keepdims=True)
        grad_W[k] = np.einsum("ij,kj->ik", grad_a, h[k - 1]) / m
        if k > 1:
            grad_h = np.einsum("ij,ik->jk", W[k], grad_a) / m
            grad_a = g_prime(a[k - 1]) * grad_h
    return Parameters(grad_W, grad_b)
""",
    "hazel": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, len(y)
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    grad_a = y_hat - np.eye(len(y_hat))[:, y]
    for k in range(L, 0, -1):
        grad_W[k] = np.dot(grad_a, h[k - 1].T) / m
        grad_b[k] = np.sum(grad_a, axis=1).reshape(-1, 1) / m
        if k > 1:
            grad_a = np.dot(W[k].T, grad_a)
    return Parameters(grad_W, grad_b)
""",
    "larch": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, len(y)
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    grad_a = y_hat - np.eye(len(y_hat))[:, y]
    for k in range(L, 0, -1):
        grad_W[k] = np.einsum("im,jm->ij", grad_a, h[k - 1]) / m
        grad_b[k] = np.einsum("im->i", grad_a)[:, np.newaxis] / m
        if k > 1:
            slope = g_prime(a[k - 1])
            grad_a = np.einsum("ij,jm->im", W[k], grad_a) * slope
    return Parameters(grad_W, grad_b)
""",
    "maple": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, len(y)
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    grad_a = y_hat
    grad_a[y, np.arange(m)] -= 1
    for k in range(L, 0, -1):
        grad_W[k] = grad_a @ h[k - 1].T / m
        grad_b[k] = grad_a.mean(axis=1, keepdims=True)
        if k > 1:
            grad_a = (W[k].T @ grad_a) * g_prime(a[k - 1])
    return Parameters(grad_W, grad_b)
""",
    "oak": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, len(y)
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    grad_a = y_hat - np.eye(len(y_hat))[:, y]
    for k in range(L, 0, -1):
        grad_W[k] = grad_a @ h[k - 1].T / m
        grad_b[k] = grad_a.sum(axis=1, keepdims=True)
        if k > 1:
            grad_h = W[k].T @ grad_a
            grad_a = grad_h * g_prime(a[k - 1])
    return Parameters(grad_W, grad_b)
""",
    "pine": """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, len(y)
    grad_W, grad_b = [], []
    grad_a = y_hat.copy()
    grad_a[y, range(m)] -= 1
    for k in range(L, 0, -1):
        grad_W += [grad_a @ h[k - 1].T / m]
        grad_b += [grad_a @ np.full((m, 1), 1 / m)]
        grad_h = W[k].T @ grad_a
        grad_a = grad_h * g_prime(a[k - 1]) if k > 1 else None
    return Parameters([None] + grad_W[::-1], [None] + grad_b[::-1])
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
        """Run it, with the arguments of `back_propagation`; it may raise, as any program may."""
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
