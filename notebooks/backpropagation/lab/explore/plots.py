# Made by `make release` from solutions/backpropagation/lab/explore/plots.py: edit that file, not this one.
"""The figures with axes: `explore.nudge` moves one parameter, `explore.race` rolls four optimizers down a valley.

The slope of the tangent in the first is what the student's gradient says: a wrong one cuts the curve of the loss.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from contourpy import contour_generator

from lab.draw.style import BLUE, COLOURS, GRID, INK, MUTED, ORANGE
from lab.explore.stage import NotDrawn, Part, figure, show, table
from lab.explore.svg import Picture, subscript
from lab.explore.walk import called, matrix
from lab.figures import number
from lab.optimizers import OPTIMIZERS
from lab.parameters import Parameters

LEFT, TOP, RIGHT, BELOW = 46, 12, 10, 36  # in pixels: around the frame of a plot
MOST = 40  # parameters to be nudged: each has a picture of its own
ETAS = {"gd": 0.019, "momentum": 0.005, "nag": 0.005, "adam": 0.3}  # each near its best in 50 steps of the notebook's
_DASHES = ("1 0", "6 3", "2 3", "9 3 2 3")


class Plot:
    """A picture with a frame for x and y within their limits; `x`, `y` say where a number lies, kept inside."""

    def __init__(
        self, size: tuple[float, float], x: tuple[float, float], y: tuple[float, float], names: tuple[str, str]
    ) -> None:
        """Draw the frame, three numbers on each side, and what x and y are."""
        self.picture = Picture(*size)
        self._x, self._y = x, y
        wide, high = size[0] - LEFT - RIGHT, size[1] - TOP - BELOW
        self._wide, self._high = wide, high
        self.picture.box(LEFT, TOP, wide, high, GRID)
        ends = zip(("start", "middle", "end"), (-6, 0, 5), np.linspace(*x, 3), np.linspace(*y, 3), strict=True)
        for anchor, up, a, b in ends:
            self.picture.text(self.x(a), TOP + high + 9, number(a), 10, MUTED, text_anchor=anchor)
            self.picture.text(LEFT - 4, self.y(b) + up, number(b), 10, MUTED, text_anchor="end")
        self.picture.text(LEFT + wide / 2, TOP + high + 25, names[0])
        self.picture.text(11, TOP + high / 2, names[1], transform=f"rotate(-90 11 {TOP + high / 2:.0f})")

    def curve(self, points: Any, colour: str, width: float, **more: Any) -> None:
        """Draw a line through these points of the plot: rows of x and y."""
        points = np.asarray(points)
        self.picture.line(zip(self.x(points[:, 0]), self.y(points[:, 1]), strict=True), colour, width, **more)

    def x(self, value: Any) -> Any:
        """The distance of x from the left, in pixels."""
        low, high = self._x
        return np.round(LEFT + self._wide * (np.clip(value, low, high) - low) / (high - low), 1)

    def y(self, value: Any) -> Any:
        """The distance of y from the top, in pixels."""
        low, high = self._y
        return np.round(TOP + self._high * (high - np.clip(value, low, high)) / (high - low), 1)


def _one(name: str, function: Any, *arguments: Any) -> float:
    """The one number that a function of the student's gives. NotDrawn if it is something else."""
    value = called(name, function, *arguments)
    if np.shape(value) != ():
        raise NotDrawn(f"{name} should give one number, and gives an array of shape {np.shape(value)}.")
    return float(value)


@figure
def nudge(loss: Any, theta: Any, grads: Any, start: str = "W₁,₁₃", reach: float = 1.0) -> None:
    """Move one parameter of theta by up to `reach`, and see loss(theta) beside what its gradient promises.

    loss    takes theta, gives a number: your forward pass and your cross-entropy
    theta   Parameters(W, b) of at most 40 numbers; grads, of its structure: what your back_propagation returned
    start   the parameter that is shown first, as ∂𝓛/∂W₁,₁₃ names it
    """
    moves = np.linspace(-reach, reach, 41)
    names, parts, told = zip(*_parameters(loss, theta, grads, moves), strict=True)
    first = names.index(start) if start in names else 0
    data = {"moves": np.round(moves, 6).tolist(), "parameters": told, "start": first, "colour": INK}
    show("nudge", "Nudge it: move one parameter, and watch the loss", parts, "", data)


def _parameters(loss: Any, theta: Any, grads: Any, moves: Any) -> Iterator[tuple[str, Part, dict[str, Any]]]:
    count = sum(np.size(part) for half in theta for part in half[1:])
    if count > MOST:
        raise NotDrawn(f"theta holds {count} numbers: a figure to nudge them has room for {MOST}.")
    for half, letter in enumerate("Wb"):
        for k in range(1, len(theta[half])):
            tensor = np.asarray(theta[half][k], dtype=float)
            try:
                slopes = matrix(f"∇{letter}{subscript(k)}", grads[half][k], (tensor.shape[0], tensor.shape[1]))
            except (TypeError, IndexError, KeyError):
                raise NotDrawn("grads should have theta's structure: what back_propagation returns.") from None
            for i, j in np.ndindex(tensor.shape):
                name = f"{letter}{subscript(k)},{subscript(i + 1)}{subscript(j + 1) if letter == 'W' else ''}"
                losses = np.array([_moved(loss, theta, half, k, (i, j), move) for move in moves])
                yield (name, *_picture(name, float(tensor[i, j]), moves, losses, float(slopes[i, j])))


def _moved(loss: Any, theta: Any, half: int, k: int, entry: tuple[int, int], move: float) -> float:
    copy = Parameters(*([None, *(np.array(part, dtype=float) for part in side[1:])] for side in theta))
    copy[half][k][entry] += move
    value = _one("loss", loss, copy)
    return value if abs(value) < 1e100 else np.nan


def _picture(name: str, at: float, moves: Any, losses: Any, slope: float) -> tuple[Part, dict[str, Any]]:
    there = np.isfinite(losses)
    low, high = (float(losses[there].min()), float(losses[there].max())) if there.any() else (0.0, 1.0)
    pad = max(0.15 * (high - low), 0.05)
    x = at + moves
    plot = Plot((340, 250), (x[0], x[-1]), (low - pad, high + pad), (name, "loss"))
    plot.curve(np.column_stack([x, losses])[there], BLUE, 2)
    here = losses[len(moves) // 2]
    promised = here + slope * moves
    seen = (promised > low - pad) & (promised < high + pad)
    plot.curve(np.column_stack([x, promised])[seen], ORANGE, 1.6, stroke_dasharray="6 4")
    if np.isfinite(here):
        plot.picture.dot(plot.x(at), plot.y(here), 4.5, BLUE)
    rows = [(number(x[i]), number(losses[i]), number(promised[i])) for i in range(0, len(moves), 10)]
    alt = f"The loss over {name}: " + "; ".join(f"{b} at {a}, promised {c}" for a, b, c in rows)
    words = f"<p>Blue: the loss. Orange, dashed: the slope {number(slope)} of your gradient.</p>"
    part = Part(f"{name} = {number(at)}", plot.picture.address(), alt, words + table(rows, (name, "loss", "promised")))
    numbers = {"x": plot.x(x).tolist(), "y": plot.y(losses).tolist(), "loss": [float(f"{v:.5g}") for v in losses]}
    return part, numbers | {"name": name, "at": at, "slope": slope}


@figure
def race(
    steps: Mapping[str, Any], height: Any, numerical_gradient: Any, etas: Mapping[str, float] = ETAS,
    start: tuple[float, float] = (-9.0, 0.5), count: int = 50, span: Any = ((-10, 4.5), (-0.85, 0.85)),
) -> None:  # fmt: skip
    """Let each optimizer take `count` steps through the valley height(x, y), from the same start.

    steps   by flag, the functions that take a step; height takes two numbers, or two arrays
    numerical_gradient  yours, of notebook 05: it measures which way the valley falls
    etas    the learning rate of each flag; span: the limits of x and of y that are shown
    """
    plot, runs, rows = _valley(height, span), [], []
    some = sorted({0, count // 10, count // 4, count // 2, count})
    for i, (flag, step) in enumerate(steps.items()):
        eta, title = etas.get(flag, 0.005), OPTIMIZERS[flag].title if flag in OPTIMIZERS else flag
        path = _roll(step, eta, height, numerical_gradient, start, count)
        _draw(plot, i, path, f"{title}, η = {eta:g}")
        heights = [_one("height", height, *point) for point in path.tolist()]
        pixels = {"x": plot.x(path[:, 0]).tolist(), "y": plot.y(path[:, 1]).tolist()}
        runs.append(pixels | {"name": title, "height": heights})
        rows.append((title, *(number(heights[t]) if t < len(heights) else "no number" for t in some)))
    said = table(rows, ("height after", *(f"{t} steps" for t in some)))
    told = "; ".join(f"{title}: {', '.join(heights)}" for title, *heights in rows)
    alt = f"Paths in a valley, by their heights after {', '.join(map(str, some))} steps. {told}"
    part = Part("The paths", plot.picture.address(), alt, said)
    show("race", "Ways down a valley", [part], "", {"runs": runs, "count": count, "start": count})


def _draw(plot: Plot, i: int, path: Any, name: str) -> None:
    """The path of one optimizer with a dot at its end, and its line and name below the valley."""
    look = {"stroke_dasharray": _DASHES[i % 4]}
    plot.curve(path, COLOURS[i % 6], 1.8, data_run=i, **look)
    plot.picture.dot(plot.x(path[-1, 0]), plot.y(path[-1, 1]), 5, COLOURS[i % 6], data_dot=i)
    left, low = 8 + 184 * (i % 2), 308 + 16 * (i // 2)
    plot.picture.height = max(plot.picture.height, low + 14)
    plot.picture.line([(left, low), (left + 24, low)], COLOURS[i % 6], 1.8, **look)
    plot.picture.text(left + 30, low, name, 9.5, text_anchor="start")


def _roll(step: Any, eta: float, height: Any, numerical_gradient: Any, start: tuple[float, float], count: int) -> Any:
    """The path of one optimizer, as far as its points are numbers. W_1 and b_1 are the two coordinates."""

    def gradient(theta: Any) -> Parameters:
        here = np.array([[theta[0][1][0, 0]], [theta[1][1][0, 0]]])
        slopes = called(
            "numerical_gradient", numerical_gradient, lambda at: _one("height", height, *np.ravel(at)), here
        )
        slopes = matrix("What numerical_gradient returned", slopes, (2, 1))
        return Parameters([None, slopes[:1]], [None, slopes[1:]])

    theta, state, path = Parameters([None, np.array([[start[0]]])], [None, np.array([[start[1]]])]), None, [start]
    for _ in range(count):
        theta, state = step(theta, gradient, state, eta)
        point = (float(theta[0][1][0, 0]), float(theta[1][1][0, 0]))
        if not np.isfinite(point).all() or max(map(abs, point)) > 1e6:
            break
        path.append(point)
    return np.array(path)


def _valley(height: Any, span: Any) -> Plot:
    """The empty valley with lines of equal height, closer together at the bottom."""
    (left, right), (low, high) = span
    x, y = np.meshgrid(np.linspace(left, right, 70), np.linspace(low, high, 50))
    z = np.asarray(called("height", height, x, y), dtype=float)
    if z.shape != x.shape or not np.isfinite(z).any():
        raise NotDrawn("height(x, y) must give numbers for arrays, too: write it with NumPy, x**2 and np.sin(y).")
    plot, z = Plot((340, 300), span[0], span[1], ("x", "y")), np.ma.masked_invalid(z)
    for level in z.min() + np.ptp(z) * (np.arange(1, 9) / 9) ** 2.2:
        for line in contour_generator(x, y, z).lines(level):
            plot.curve(line, GRID, 1)
    lowest = np.unravel_index(np.argmin(z), z.shape)
    plot.picture.text(plot.x(x[lowest]), plot.y(y[lowest]), "+", 16, INK)
    return plot
