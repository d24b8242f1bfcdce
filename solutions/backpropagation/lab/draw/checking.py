"""The figures of notebook 05: secants, the V of error against step size, the kink, and tables of relative errors."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from lab.draw.style import AMBER, BLUE, INK, MUTED, ORANGE, PAPER, Axes, Function, cells
from lab.figures import drawable, drawing, label, largest, number, reach, tell

# Relative errors below, and above, which the verdict is clear. Of 450 right gradients of networks like those of the
# notebook, the worst entry was off by 6e-6: rounding of about 1e-11 beside entries of about 1e-6.
RIGHT, WRONG = 1e-5, 1e-2


def _value(f: Function, x: float) -> float:
    return float(np.ravel(f(np.array([x], dtype=float)))[0])


@drawing
def secants(f: Function, f_prime: Function, x: float, epsilon: float) -> Axes:
    """The tangent of f at x, and the two secants whose slopes stand for its slope: forward and central."""
    at, around = [x - epsilon, x, x + epsilon], np.linspace(x - 2 * epsilon, x + 2 * epsilon, 200)
    below, here, above = (_value(f, point) for point in at)
    _, ax = plt.subplots(figsize=(7.6, 3.8))
    ax.plot(around, f(around), "-", color=INK, label="f")
    for name, slope, start, height, dash, colour in (
        ("tangent", _value(f_prime, x), x, here, ":", MUTED),
        ("forward", (above - here) / epsilon, x, here, "--", ORANGE),
        ("central", (above - below) / (2 * epsilon), x - epsilon, below, "-.", BLUE),
    ):
        text = f"{name}: slope {number(slope, 4)}"
        ax.plot(around, height + slope * (around - start), dash, color=colour, label=text)
    ax.plot(at, [below, here, above], "o", color=INK, markersize=6.7)
    ax.set_xticks(at, ["x − ε", "x", "x + ε"])
    ax.legend(loc="upper left")
    ax.set(ylabel="f", title=f"Three slopes at x = {number(x)}, with ε = {number(epsilon)}")
    return ax


@drawing
def error_against_step(numerical_gradient: Function, f: Function, f_prime: Function, x: float) -> Axes:
    """Relative error of the slope of f at x against the step: central differences beside forward ones."""
    steps, truth, here = np.logspace(-13, 0, 105), _value(f_prime, x), _value(f, x)
    forward = [(_value(f, x + step) - here) / step for step in steps]
    central = [
        float(numerical_gradient(lambda v: _value(f, v[0]), np.array([x], dtype=float), step)[0]) for step in steps
    ]
    _, ax = plt.subplots(figsize=(7.6, 4.4))
    for name, slopes, look, low, high in (("forward", forward, "^", 1e-5, 1e-2), ("central", central, "o", 1e-3, 1e-1)):
        errors = drawable(np.abs(np.subtract(slopes, truth) / truth))
        errors[errors == 0] = np.nan  # a logarithmic axis has no place for 0
        inside = (steps >= low) & (steps <= high) & np.isfinite(errors)
        rise = np.polyfit(np.log(steps[inside]), np.log(errors[inside]), 1)[0] if inside.sum() > 1 else np.nan
        text = f"{name}: slope {rise:.2f} on the right".replace("-", "−")
        ax.plot(steps, errors, look, color=ORANGE if name == "forward" else BLUE, markersize=4.5, label=text)
    rounding = drawable(
        2.0**-53 * np.abs(here) / (steps * np.abs(truth))
    )  # half the gap between 1 and the next float64
    ax.plot(steps, rounding, "-", color=MUTED, linewidth=1.2, label="ρ |f| / ε, relative to |f′|: slope −1")
    ax.axvline(1e-5, color=INK, linestyle=":", linewidth=1.2)
    ax.text(1.5e-5, 0.3, "ε = 1e-5")
    ax.legend(loc="lower left")
    ax.set(xscale="log", yscale="log", ylim=(1e-14, 10), title="Rounding on the left, truncation on the right")
    ax.set(xlabel="step ε", ylabel="relative error of the slope")
    return ax


@drawing
def two_ways_to_measure(numerical_gradient: Function, relative_error: Function, f: Function, f_prime: Function) -> Axes:
    """Absolute and relative error of a right and of a halved gradient of s·f, for many sizes s. Two Axes."""
    x, sizes = np.linspace(-1.5, 1.8, 5), np.logspace(-12, 6, 37)
    numeric = [numerical_gradient(lambda v, s=s: float(np.sum(s * f(v))), x) for s in sizes]
    _, axes = plt.subplots(1, 2, figsize=(7.6, 3.6))
    for name, factor in (("right", 1.0), ("wrong: half of it", 0.5)):
        pairs = [(factor * s * f_prime(x), by_steps) for s, by_steps in zip(sizes, numeric, strict=True)]
        axes[0].plot(sizes, [np.max(np.abs(analytic - by_steps)) for analytic, by_steps in pairs], label=name)
        axes[1].plot(sizes, [relative_error(*pair) for pair in pairs], label=name)
    for ax, bound, title in zip(axes, (1e-8, RIGHT), ("Absolute error", "Relative error"), strict=True):
        known = np.array([bound, *np.ravel([line.get_ydata() for line in ax.lines])], dtype=float)
        known = known[np.isfinite(known)]
        kind = "log" if largest(known[1:]) > 0 else "linear"
        if kind == "log" and np.ptp(known) == 0:
            ax.set_ylim(bound / 10, 10 * bound)
        ax.axhline(bound, color=INK, linestyle=":", linewidth=1.2)
        ax.annotate(f"bound {bound:.0e}", (1e-4, bound), (0, -12), textcoords="offset points", ha="center")
        ax.set(xscale="log", yscale=kind, xlim=(1e-12, 1e6), xlabel="size s of f", ylabel="error", title=title)
    axes[0].legend(loc="upper left")
    return axes


@drawing
def kink(numerical_gradient: Function, g: Function, g_prime: Function, epsilon: float = 1e-5) -> Axes:
    """The numerical slope of g beside g′ within three steps of 0."""
    steps = np.linspace(-3, 3, 121)
    numeric = numerical_gradient(lambda v: float(np.sum(g(v))), steps * epsilon, epsilon)
    _, ax = plt.subplots(figsize=(7.6, 3.4))
    ax.axvspan(-1, 1, color=AMBER, alpha=0.18, linewidth=0)
    pen = np.where(np.abs(steps) < 1e-9, np.nan, steps)  # at 0 itself the slope is a matter of taste
    ax.plot(pen, g_prime(steps * epsilon), "-", color=INK, label="g′, yours")
    ax.plot(steps, numeric, "--", color=ORANGE, label="numerical slope of g, yours")
    ax.text(0, -0.12, "within ε of the kink", ha="center", va="center")
    reach(ax, -0.22, 1.15)
    ax.legend(loc="upper left")
    ax.set(xlabel=f"a, in steps of ε = {epsilon:g}", ylabel="slope", title="The step reaches across the kink")
    return ax


def _text(error: float | str) -> str:
    """An error with its verdict; what is no number (NaN) or below 0, or was raised, is wrong."""
    if isinstance(error, str):
        return f"✗ {label(error, 60)}"
    return f"{'✓' if 0 <= error < RIGHT else '?' if RIGHT <= error <= WRONG else '✗'} {error:.0e}".replace("-", "−")


def _placed(row: Any, L: int) -> list[str]:
    """A row's texts: those of the W from the left, those of the b from the middle on; "" for layers that it lacks."""
    return [text for part in row for text in [*[_text(float(e)) for e in part[1:]], *[""] * L][:L]]


@drawing
def table(rows: Mapping[str, Any], title: str = "Relative error of each gradient") -> Axes:
    """Relative errors: a row for each name -> Parameters of numbers (or what was raised), a column for each tensor."""
    L = max((len(row[0]) - 1 for row in rows.values() if not isinstance(row, str)), default=1)
    columns, names = 2 * L, [label(name, 30) for name in rows]
    texts = [[""] * columns if isinstance(row, str) else _placed(row, L) for row in rows.values()]
    bands = [["✓?✗".index(text[0]) if text else np.nan for text in row] for row in texts]
    _, ax = plt.subplots(figsize=(7.6, 1.2 + 0.33 * len(rows)))
    colours = ListedColormap(["#bfe3d3", "#f6dfa8", "#f3b8a4"])  # right, doubtful, wrong; pale: their text is INK
    for i, row in enumerate(rows.values()):
        if isinstance(row, str):
            bands[i] = [2] * columns
            ax.text(-0.42, i, _text(row), va="center", clip_on=True)
            tell(ax, names[i], [_text(row)])
    cells(ax, np.reshape(bands, (len(rows), columns)), texts, names, cmap=colours, vmin=0, vmax=2)
    ax.hlines(np.arange(1, len(rows)) - 0.5, -0.5, columns - 0.5, color=PAPER)
    ax.vlines(np.arange(1, columns) - 0.5, -0.5, len(rows) - 0.5, color=PAPER)
    ax.set_xticks(range(columns), [f"${part}_{{{k}}}$" for part in "Wb" for k in range(1, L + 1)])
    ax.set_yticks(range(len(rows)), names)
    ax.tick_params(length=0, labeltop=True, labelbottom=False)
    ax.spines[:].set_visible(False)
    ax.set_title(label(title), pad=14)
    ax.set_xlabel(f"✓ below {RIGHT:.0e}      ? between      ✗ above {WRONG:.0e}".replace("-", "−"))
    return ax


@drawing
def line_up(judge: Function, lineup: Mapping[str, Any], only: Sequence[str] = ()) -> Axes:
    """judge(suspect) for each suspect (or those named in `only`), as a table; one that raises says what it raised."""
    rows: dict[str, Any] = {}
    chosen = [only] if isinstance(only, str) else [*(only or lineup)]
    if unknown := [name for name in chosen if name not in lineup]:
        raise ValueError(f"no suspect is called {unknown[0]!r}; they are {', '.join(lineup)}")
    for name in chosen:
        try:
            rows[name] = judge(lineup[name])
        except NotImplementedError:
            raise
        except Exception as error:  # a suspect may fail in any way: that is evidence, not an accident
            rows[name] = f"raises {type(error).__name__}"
    return table(rows, "Relative error of each gradient, suspect by suspect")
