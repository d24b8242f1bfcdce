"""`explore.network`: the network step by step, forward and back, with the numbers of the student's own functions.

Inputs are at the bottom and the answer at the top, as in the lecture. Blue is what goes forward, orange what comes
back; weights are on the edges; below stands the product just formed.
"""

from __future__ import annotations

import html
from typing import Any

import numpy as np

from lab import worked
from lab.draw.style import BLUE, GRID, INK, MUTED, ORANGE, PAPER
from lab.explore import walk as walking
from lab.explore.stage import NotDrawn, Part, figure, fixed, show
from lab.explore.svg import ON_LINES, Picture, subscript
from lab.explore.walk import Step, Walk, entries

WIDE, ROW, GAP, LEFT = 340, 20, 84, 34  # in pixels: of the picture, of a box of numbers, between layers, for names


@figure
def network(
    *steps: Any, forward_propagation: Any = None, back_propagation: Any = None, g: Any = None, g_prime: Any = None,
    O: Any = None, theta: Any = None, X: Any = None, y: Any = None, example: int = 0,
) -> None:  # fmt: skip
    """Step through a network on your own functions: the one worked by hand, or `theta`, `X`, `y` of your own.

    steps                output_gradient, parameter_gradients, hidden_gradient, preactivation_gradient, in this order,
                         or the first few of them: the way back through the network worked by hand
    forward_propagation  with g and O: the way forward; left out, the numbers are those worked by hand
    back_propagation     with g_prime: the whole gradient, of any network of at most 4 layers of 6 units
    example              which column is shown, from 0
    """
    g_prime = worked.g_prime if theta is None and g_prime is None else g_prime
    if forward_propagation is None and theta is not None:
        raise NotDrawn("For a network of your own, give forward_propagation=…, g=… and O=…, too.")
    walk, start = walking.begin(theta, X, example), 0
    try:
        walking.forward(walk, X, theta, forward_propagation, g, O)
        start = len(walk.steps) if steps or back_propagation else 0
        walking.backward(walk, steps)
        if back_propagation:
            walking.whole_gradient(walk, back_propagation, theta, y, g_prime)
    except NotDrawn as why:
        if not walk.steps or walk.steps[-1].product:
            walk.steps.append(Step("Here the walk ends"))
        walk.steps[-1].words.append(f"✗ {why}")
        walk.differs = len(walk.steps) - 1 if walk.differs is None else walk.differs
    _show(walk, start, g_prime)


def _show(walk: Walk, start: int, g_prime: Any) -> None:
    seen: set[str] = {"h₀"}
    back = any(name.startswith("∇") for name in walk.known)
    parts = []
    for i, step in enumerate(walk.steps):
        seen |= set(step.made)
        picture = _draw(walk, step, seen, back)
        parts.append(Part(f"{i + 1}. {step.formula}", picture.address(), _alt(walk, step, seen), _words(walk, step)))
    title = f"Through {'the network worked by hand' if walk.by_hand else 'your network'}, example {walk.example + 1}"
    first = start if walk.differs is None else walk.differs
    show("steps", title, parts, entries(walk, g_prime), {"start": min(first, len(parts) - 1)})


def _alt(walk: Walk, step: Step, seen: set[str]) -> str:
    told = [f"{name}: {_told(value)}" for name, value in walk.known.items() if name in seen]
    return f"{step.formula}. " + "; ".join(told)


def _told(value: Any) -> str:
    rows = [", ".join(map(fixed, row)) for row in value]
    return ", ".join(rows) if value.shape[1] == 1 else "; ".join(f"row {i}: {row}" for i, row in enumerate(rows, 1))


def _words(walk: Walk, step: Step) -> str:
    product = [(sign, name, walk.array(name).shape) for sign, name in step.product]
    shapes = "".join(f" {sign} {name} ({rows} × {columns})" for sign, name, (rows, columns) in product)
    lines = [f"Shapes: {shapes}" if shapes else "", f"From your {step.function}." if step.function else ""]
    return "".join(f"<p>{html.escape(line)}</p>" for line in [*lines, *step.words] if line)


def _rows(walk: Walk, k: int, back: bool) -> list[str]:
    """The names of a layer's rows of boxes, from the top."""
    s = subscript(k)
    out = ["ŷ"] if k == walk.L else [f"h{s}", *([f"∇h{s}"] if back and walk.by_hand else [])]
    return [*out, f"a{s}", *([f"∇a{s}"] if back else [])] if k > 0 else ["h₀"]


def _places(n: int) -> list[float]:  # of the middles of n units
    return [LEFT + (i + 0.5) * (WIDE - LEFT - 4) / n for i in range(n)]


def _draw(walk: Walk, step: Step, seen: set[str], back: bool) -> Picture:
    rows = [_rows(walk, k, back) for k in range(walk.L + 1)]
    tops, top = [0.0] * len(rows), 6.0
    for k in range(walk.L, -1, -1):
        tops[k] = top
        top += ROW * len(rows[k]) + GAP
    bottom = top - GAP + 14
    most = max(walk.array(name).shape[0] for s in walk.steps for _, name in [*s.product, ("", "h₀")])
    picture = Picture(WIDE, bottom + 32 + 17 * most + 20)
    weights = {name.strip("∇ᵀ") for _, name in step.product}
    for k in range(1, walk.L + 1):
        _edges(picture, walk, k, tops[k - 1], tops[k] + ROW * len(rows[k]), f"W{subscript(k)}" in weights)
    for k, names in enumerate(rows):
        for r, name in enumerate(names):
            _boxes(picture, walk, name, tops[k] + r * ROW, name in seen, name in step.made)
    _product(picture, walk, step, bottom)
    return picture


def _edges(picture: Picture, walk: Walk, k: int, low: float, high: float, active: bool) -> None:
    """The edges between two layers, as thick as their weights are large, dashed where negative; numbers if active."""
    W = walk.known[f"W{subscript(k)}"]
    below, above = _places(W.shape[1]), _places(W.shape[0])
    strongest = max(float(np.nanmax(np.abs(W))), 1e-9)
    # Labels of edges to one unit stand in a row, as far up as there is room between the edges; the rows stay apart.
    far = min(0.66, 1 - 34 / (below[1] - below[0])) if len(below) > 1 else 0.66
    labels, marks = list[Any](), {BLUE: list[str](), ORANGE: list[str](), GRID: list[str]()}
    for (i, j), w in np.ndenumerate(W):
        look = f'data-edge="{k},{i + 1},{j + 1}" stroke-width="{0.8 + 1.6 * abs(w) / strongest:.1f}"'
        path = f"M{below[j]:.0f},{low:.0f}L{above[i]:.0f},{high:.0f}"
        marks[GRID if w == 0 else ORANGE if w < 0 else BLUE].append(f'<path {look} d="{path}"/>')
        at = 0.2 + (far - 0.2) * i / max(1, len(W) - 1)
        labels.append((below[j] + at * (above[i] - below[j]), low + at * (high - low), fixed(w), 9.5))
    for colour, some in marks.items():
        dash = {"stroke_dasharray": "5 3"} if colour == ORANGE else {}
        picture.group(some, fill="none", stroke=colour, stroke_opacity=0.9 if active else 0.4, **dash)
    for label in labels if active and (far - 0.2) * GAP >= 12 * (len(W) - 1) else ():
        picture.text(*label, **ON_LINES)


def _boxes(picture: Picture, walk: Walk, name: str, top: float, seen: bool, new: bool) -> None:
    """A row of numbers, a box for each unit: filled if new, empty if not known yet."""
    colour = ORANGE if name.startswith("∇") else BLUE
    picture.text(4, top + ROW / 2, name, 11.5, text_anchor="start")
    n = walk.shape(name)[0]
    for i, x in enumerate(_places(n)):
        value = walk.known.get(name) if seen else None
        face = PAPER if not new or value is None else colour
        picture.box(x - 23, top + 1, 46, ROW - 2, GRID if value is None else colour, face, rx=2)
        if value is not None:
            ink = "#ffffff" if new else ORANGE if colour == ORANGE else INK
            picture.text(x, top + ROW / 2, fixed(value[i, 0]), 11, ink)


def _product(picture: Picture, walk: Walk, step: Step, top: float) -> None:
    """The matrices of the step side by side, each with its name above and its shape below."""
    if not step.product:
        return
    product = [(sign, name, walk.array(name)) for sign, name in step.product]
    signs = sum(12 + 6 * len(sign) for sign, _, _ in product)
    columns = sum(matrix.shape[1] for _, _, matrix in product)
    cell = min(38.0, (WIDE - 8 - signs) / columns)
    x = (WIDE - signs - cell * columns) / 2
    high = 17 * max(matrix.shape[0] for _, _, matrix in product)
    for sign, name, matrix in product:
        wide = 12 + 6 * len(sign)
        picture.text(x + wide / 2, top + 24 + high / 2, sign, 12)
        x += wide
        m, n = matrix.shape
        foot = top + 24 + (high - 17 * m) / 2
        grid = "".join(f"M{x:.1f},{foot + 17 * i:.1f}h{n * cell:.1f}" for i in range(m + 1))
        grid += "".join(f"M{x + j * cell:.1f},{foot:.1f}v{17 * m}" for j in range(n + 1))
        edge = ORANGE if name.startswith("∇") else BLUE
        picture.group([f'<path d="{grid}"/>'], fill="none", stroke=edge, stroke_width=0.8)
        for (i, j), value in np.ndenumerate(matrix):
            picture.text(x + (j + 0.5) * cell, foot + 17 * i + 8.5, fixed(value), round(min(10.5, cell * 0.34), 1))
        picture.text(x + n * cell / 2, foot - 10, name, 11.5)
        picture.text(x + n * cell / 2, foot + 17 * m + 9, f"{m}×{n}", 9.5, MUTED)
        x += n * cell
