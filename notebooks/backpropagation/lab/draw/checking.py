# Made by `make release` from solutions/backpropagation/lab/draw/checking.py: edit that file, not this one.
"""The figures of notebook 05: secants, the V of error against step size, the kink, and tables of relative errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from lab.draw import style

if TYPE_CHECKING:
    from lab.draw.axes import Axes

Array = NDArray[np.float64]
Function = Callable[..., Any]

UNIT_ROUNDOFF = 2.0**-53  # half the gap between 1 and the next float64
# Relative errors below, and above, which the verdict is clear. Of 450 right gradients of networks like those of the
# notebook, the worst entry was off by 6e-6: rounding of about 1e-11 beside entries of about 1e-6.
RIGHT, WRONG = 1e-5, 1e-2
_BANDS = {"right": "#bfe3d3", "doubtful": "#f6dfa8", "wrong": "#f3b8a4"}  # pale: the text on them is INK
_MARKS = {"right": "✓", "doubtful": "?", "wrong": "✗"}


def _value(f: Function, x: float) -> float:
    """Return f at one number, whatever shape f answers in."""
    return float(np.ravel(f(np.array([x])))[0])


@style.drawing
def secants(f: Function, f_prime: Function, x: float, epsilon: float) -> None:
    """The tangent of f at x, and the two secants whose slopes stand for its slope: forward and central."""
    fig, ax = style.figure(height=365)
    around = np.linspace(x - 2 * epsilon, x + 2 * epsilon, 200)
    ax.line(around, f(around), style.INK, label="f")
    here, below, above = (_value(f, at) for at in (x, x - epsilon, x + epsilon))
    slopes = {
        "tangent": (x, here, _value(f_prime, x), style.MUTED, ":"),
        "forward": (x, here, (above - here) / epsilon, style.ORANGE, "--"),
        "central": (x - epsilon, below, (above - below) / (2 * epsilon), style.BLUE, "-."),
    }
    for name, (at, value, slope, colour, dash) in slopes.items():
        ax.line(around, value + slope * (around - at), colour, dash, label=f"{name}: slope {slope:.4f}")
    ax.dots([x - epsilon, x, x + epsilon], [below, here, above], style.INK, size=4.5)
    ax.x.ticks, ax.x.texts = [x - epsilon, x, x + epsilon], ["x − ε", "x", "x + ε"]
    ax.legend("upper left")
    style.label(ax, "", "f", f"Three slopes at x = {x:g}, with ε = {epsilon:g}".replace("-", "−"))
    said = ", ".join(f"{name} {slope:.4f}" for name, (_, _, slope, _, _) in slopes.items())
    style.show(fig, alt=f"A curve f with three lines at x. Their slopes: {said}.")


def _differences(numerical_gradient: Function, f: Function, x: float, steps: Array) -> tuple[Array, Array]:
    """The slope of f at x for every step: by the student's central differences, and by forward differences."""
    here = _value(f, x)
    central = [float(numerical_gradient(lambda v: float(f(v)[0]), np.array([x]), s)[0]) for s in steps]
    forward = [(_value(f, x + s) - here) / s for s in steps]
    return np.array(central), np.array(forward)


def _log_slope(steps: Array, errors: Array, low: float, high: float) -> float:
    """The slope of errors against steps, both logarithmic, between two steps; NaN when too few errors are left."""
    inside = (steps >= low) & (steps <= high) & np.isfinite(errors) & (errors > 0)
    if inside.sum() < 2:
        return float("nan")
    return float(np.polyfit(np.log(steps[inside]), np.log(errors[inside]), 1)[0])


@style.drawing
def error_against_step(numerical_gradient: Function, f: Function, f_prime: Function, x: float) -> None:
    """Relative error of the slope of f at x against the step: central differences beside forward ones."""
    steps = np.logspace(-13, 0, 105)
    truth = _value(f_prime, x)
    central, forward = (np.abs(slopes - truth) / abs(truth) for slopes in _differences(numerical_gradient, f, x, steps))
    slope, slope_forward = _log_slope(steps, central, 1e-3, 1e-1), _log_slope(steps, forward, 1e-5, 1e-2)
    fig, ax = style.figure(height=420)
    ax.x.log = ax.y.log = True
    ax.dots(steps, forward, style.ORANGE, "^", label=f"forward: slope {slope_forward:.2f} on the right")
    ax.dots(steps, central, style.BLUE, "o", size=3.2, label=f"central: slope {slope:.2f} on the right")
    rounding = UNIT_ROUNDOFF * abs(_value(f, x)) / (steps * abs(truth))
    ax.line(steps, rounding, style.MUTED, width=1.6, label="u |f| / ε, relative to |f′|: slope −1")
    ax.upright(1e-5, style.INK, ":", width=1.6)
    ax.write(1e-5, 3e-1, "ε = 1e-5", offset=(7, 0))
    ax.y.limits = (1e-14, 10)
    ax.legend("lower left")
    style.label(ax, "step ε", "relative error of the slope", "Rounding on the left, truncation on the right")
    best = steps[np.nanargmin(np.where(central > 0, central, np.nan))]
    style.show(
        fig,
        alt=f"Relative error against step size, both logarithmic: two V shapes. Central differences fall with slope "
        f"{slope:.2f} as the step shrinks, to their best near {best:.0e}, then rise again as rounding takes over; "
        f"forward differences fall with slope {slope_forward:.2f} and turn earlier, at a larger error.",
    )


@style.drawing
def two_ways_to_measure(numerical_gradient: Function, relative_error: Function, f: Function, f_prime: Function) -> None:
    """Absolute and relative error of a right and of a halved gradient of s·f, for sizes s over many decades."""
    x, sizes = np.linspace(-1.5, 1.8, 5), np.logspace(-12, 6, 37)
    absolute: dict[str, list[float]] = {"right": [], "wrong: half of it": []}
    relative: dict[str, list[float]] = {"right": [], "wrong: half of it": []}
    for size in sizes:
        numeric = numerical_gradient(lambda v, s=size: float(np.sum(s * f(v))), x)
        for name, factor in (("right", 1.0), ("wrong: half of it", 0.5)):
            analytic = factor * size * f_prime(x)
            absolute[name].append(float(np.max(np.abs(analytic - numeric))))
            relative[name].append(float(relative_error(analytic, numeric)))
    fig, axes = style.figure(1, 2, height=345)
    for ax, errors, bound, title in (
        (axes[0], absolute, 1e-8, "Absolute error"),
        (axes[1], relative, RIGHT, "Relative error"),
    ):
        ax.x.log = ax.y.log = True
        for (name, values), colour, dash in zip(errors.items(), (style.BLUE, style.ORANGE), ("-", "--"), strict=True):
            ax.line(sizes, values, colour, dash, label=name)
        ax.level(bound, style.INK, ":", width=1.6)
        ax.write(1e-4, bound, f"bound {bound:.0e}", ha="center", va="top", offset=(0, -5))
        style.label(ax, "size s of the function", "error", title)
    axes[0].legend("upper left")
    style.show(
        fig,
        alt="Two panels, for functions of many sizes. Absolute error: right and wrong gradients both rise with the "
        "size, so that the wrong one lies under the bound for small sizes and the right one above it for large ones. "
        "Relative error: two level lines, the wrong one at 0.5, the right one far below the bound.",
    )


@style.drawing
def kink(numerical_gradient: Function, g: Function, g_prime: Function, epsilon: float = 1e-5) -> None:
    """The numerical slope of g beside g′ within three steps of 0."""
    a = np.linspace(-3, 3, 120) * epsilon  # an even number: 0 itself, where g′ is a matter of taste, is left out
    numeric = numerical_gradient(lambda v: float(np.sum(g(v))), a, epsilon)
    fig, ax = style.figure(height=325)
    units = a / epsilon
    ax.band(-1, 1, style.AMBER)
    ax.line(units[units < 0], g_prime(a[a < 0]), style.INK, label="g′, yours")
    ax.line(units[units > 0], g_prime(a[a > 0]), style.INK)
    ax.line(units, numeric, style.ORANGE, "--", label="numerical slope of g, yours")
    ax.write(0, -0.12, "within ε of the kink", ha="center", va="center")
    ax.y.limits = (-0.22, 1.15)
    ax.legend("upper left")
    style.label(ax, f"a, in steps of ε = {epsilon:g}", "slope", "The step reaches across the kink")
    worst = float(np.max(np.abs(numeric - g_prime(a))))
    style.show(
        fig,
        alt="The derivative jumps from 0 to 1 at a = 0; the numerical slope climbs in a ramp from −ε to ε instead. "
        f"They differ by up to {worst:.2f} within one step of the kink and agree outside it.",
    )


def _band(error: float) -> str:
    """right, doubtful or wrong; what is no number (NaN) is wrong."""
    if error < RIGHT:
        return "right"
    return "doubtful" if error <= WRONG else "wrong"


def _cells(errors: Any) -> list[float]:
    """The numbers of a Parameters of relative errors, W_1 … W_L and then b_1 … b_L."""
    W, b = errors
    return [float(error) for error in [*W[1:], *b[1:]]]


def _row(ax: Axes, at: int, outcome: list[float] | str, columns: int) -> None:
    """One row of the table: a cell a tensor, or what was raised."""
    if isinstance(outcome, str):
        ax.boxes([(0, at, columns, 1)], _BANDS["wrong"], edge=style.PAPER, width=2.5)
        ax.write(columns / 2, at + 0.5, f"✗ {outcome}", ha="center", va="center")
        return
    for column, error in enumerate(outcome):
        band = _band(error)
        ax.boxes([(column, at, 1, 1)], _BANDS[band], edge=style.PAPER, width=2.5)
        text = f"{_MARKS[band]} {error:.0e}" if np.isfinite(error) else f"{_MARKS[band]} {error}"
        ax.write(column + 0.5, at + 0.5, text.replace("-", "−"), ha="center", va="center")


def _draw_table(rows: Mapping[str, list[float] | str], title: str) -> None:
    columns = max((len(row) for row in rows.values() if not isinstance(row, str)), default=2)
    fig, ax = style.figure(height=104 + 32 * len(rows))
    for at, outcome in enumerate(rows.values()):
        _row(ax, at, outcome, columns)
    ax.x.limits, ax.y.limits = (0, columns), (len(rows), -0.8)
    for column in range(columns):
        part, k = ("W", column + 1) if column < columns // 2 else ("b", column + 1 - columns // 2)
        ax.write(column + 0.5, -0.4, f"${part}_{k}$", ha="center", va="center", size=14)
    ax.x.ticks, ax.y.ticks, ax.y.texts = [], np.arange(len(rows)) + 0.5, list(rows)
    ax.frame = ax.x.grid = ax.y.grid = False
    ax.title = title
    ax.x.label = f"✓ below {RIGHT:.0e}      ? between      ✗ above {WRONG:.0e}".replace("-", "−")
    style.show(fig, alt=f"{title}. {_in_words(rows)}")


def _in_words(rows: Mapping[str, list[float] | str]) -> str:
    said = []
    for name, outcome in rows.items():
        if isinstance(outcome, str):
            said.append(f"{name}: {outcome}")
        else:
            said.append(f"{name}: {', '.join(f'{error:.0e}' for error in outcome)}")
    return "; ".join(said) + "."


@style.drawing
def table(rows: Mapping[str, Any], title: str = "Relative error of each gradient") -> None:
    """Relative errors, a row for each name and a column for each tensor; `rows[name]` is Parameters of numbers."""
    _draw_table({name: _cells(errors) for name, errors in rows.items()}, title)


@style.drawing
def line_up(judge: Callable[[Any], Any], lineup: Mapping[str, Any], only: Sequence[str] = ()) -> None:
    """judge(suspect) for each suspect (or those named in `only`), as a table; one that raises says what it raised."""
    rows: dict[str, list[float] | str] = {}
    for name in only or lineup:
        try:
            rows[name] = _cells(judge(lineup[name]))
        except NotImplementedError:
            raise
        except Exception as error:  # a suspect may fail in any way: that is evidence, not an accident
            rows[name] = f"raises {type(error).__name__}"
    _draw_table(rows, "Relative error of each gradient, suspect by suspect")
