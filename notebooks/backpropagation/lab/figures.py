# Made by `make release` from solutions/backpropagation/lab/figures.py: edit that file, not this one.
"""How the figures of this course are made and shown: in one look, for everybody, whatever a student's function returns.

A function under @drawing draws with plain Matplotlib and returns its Axes. The figure is shown when its cell ends, so
the cell may draw into it. Beside it go its alternative text, and a table of its numbers if they are few. Both are read
off what is drawn: the lines that have a label, and the numbers that `tell` has named.
"""

from __future__ import annotations

import base64
import functools
import html
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.mathtext import MathTextParser
from PIL import Image

from lab.keys import KEYS

# What the sheet leaves open is Matplotlib's own, whatever the notebook has set for plots of its own.
_OPEN = {"axes", "font", "grid", "hatch", "image", "legend", "lines", "markers", "mathtext", "patch", "path", "text"}
_SHEET = mpl.rc_params_from_file(Path(__file__).with_name("lab.mplstyle"), use_default_template=False)
LOOK: dict[str, Any] = {
    **{
        key: value
        for key, value in dict.items(mpl.rcParamsDefault)
        if key.partition(".")[0] in {*_OPEN, "xtick", "ytick"}
    },
    **_SHEET,
}
MOST_IN_A_TABLE = 50  # numbers
MOST_IN_WORDS = 60

_P = ParamSpec("_P")
_R = TypeVar("_R")


def drawing(draw: Callable[_P, _R]) -> Callable[_P, _R | None]:
    """Draw in the course's look. Of what is not written yet, or can't be drawn, print a calm line instead."""

    @functools.wraps(draw)
    def drawn(*args: Any, **kwargs: Any) -> Any:
        plt.draw_if_interactive()  # loads the notebook's backend, whose settings the context would else undo
        before = set(plt.get_fignums())
        try:
            with mpl.rc_context(LOOK), np.errstate(all="ignore"):
                axes = draw(*map(drawable, args), **{name: drawable(value) for name, value in kwargs.items()})
        except BaseException as error:
            for number in set(plt.get_fignums()) - before:
                plt.close(number)  # half a figure
            if isinstance(error, NotImplementedError):
                print(f"This figure needs a function that you have not written yet. {error}".rstrip())
            elif getattr(error, "of_student", not isinstance(error, Exception)):
                raise
            else:  # a wrong shape, None, …
                print(f"This can't be drawn; the checks of your functions say more. {type(error).__name__}: {error}")
            return None
        if axes is None:  # another figure, which has said why
            return None
        figure = np.ravel(np.array(axes))[0].figure
        # IPython calls this wherever it shows a figure. JupyterLab gives a bare picture no alternative text.
        figure._ipython_display_ = functools.partial(_show, figure, {line for ax in figure.axes for line in ax.lines})
        for ax in figure.axes:
            ax._ipython_display_ = _nothing
        figure.stale = False  # or pyplot would draw it as the cell ends, to be seen nowhere, before IPython shows it
        return np.array(axes).view(_Several) if isinstance(axes, tuple | np.ndarray) else axes

    return drawn


def _nothing() -> None:
    """What a notebook writes when a cell ends with Axes of ours: the figure shows itself."""


class _Several(np.ndarray[Any, Any]):
    """An array of Axes, of which a notebook writes nothing either."""

    def _ipython_display_(self) -> None:
        pass


def drawable(value: Any) -> Any:
    """`value` with numbers that a figure can show: what is infinite or beyond 1e100 is NaN, which leaves a gap.

    Of a function: one that returns such numbers, works on copies, and marks what it raises as the student's.
    """
    if isinstance(value, np.ndarray) and value.size > 1_000_000:
        return value  # a data set, of which a figure shows a part
    if isinstance(value, np.ma.MaskedArray):
        value = np.ma.filled(value.astype(float), np.nan)
    if isinstance(value, np.ndarray | np.generic | float) and np.issubdtype(np.asarray(value).dtype, np.floating):
        array = np.asarray(value, dtype=np.float64)
        return np.where(np.abs(array) < 1e100, np.where(np.abs(array) < 1e-100, 0.0, array), np.nan)[()]
    return _on_copies(value) if callable(value) else _by_parts(value, drawable)


def _by_parts(value: Any, change: Callable[[Any], Any]) -> Any:
    """`value` with each part of a dictionary, list or tuple changed; anything else as it is."""
    if isinstance(value, dict):
        return {name: change(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        parts = [change(part) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    return value


def _on_copies(function: Callable[..., Any]) -> Callable[..., Any]:
    def called(*args: Any, **kwargs: Any) -> Any:
        try:
            return drawable(function(*_copied(args), **_copied(kwargs)))
        except Exception as error:
            error.of_student = True  # type: ignore[attr-defined]
            raise

    return called


def _copied(value: Any) -> Any:
    """`value` with a copy of every array in it, so that a function which changes one spoils no other call."""
    return value.copy() if isinstance(value, np.ndarray) else _by_parts(value, _copied)


# ── what figures need ──


def largest(values: Any, at_least: float = 0.0) -> float:
    """The largest of those `values` that are finite, or `at_least` if that is more."""
    return float(np.max(np.ravel(values), initial=at_least, where=np.isfinite(np.ravel(values))))


def reach(ax: Any, low: float, high: float) -> None:
    """Show the heights from low to high, and whatever else is drawn."""
    bottom, top = ax.get_ylim()
    ax.set_ylim(min(low, bottom), max(high, top))


def label(name: object, most: int = 1000) -> str:
    """A name as Matplotlib can write it: mathematics between dollars if it can be read so, else just the letters.

    Of a name of more than `most` characters the first are written.
    """
    text = str(name) if len(str(name)) <= most else f"{str(name)[: most - 1]}…"
    if "$" in text:
        try:
            MathTextParser("path").parse(text)
        except (ValueError, RuntimeError):
            text = text.replace("$", r"\$")
    return f" {text}" if text.startswith("_") else text  # a legend leaves out what starts with "_"


# ── in words ──


def number(value: float, digits: int = 3) -> str:
    """A number to read: `digits` digits, of a whole number all; a true minus sign."""
    if np.isnan(value):
        return "NaN"
    whole = abs(value) < 1e9 and value == round(value)
    return f"{value + 0.0:{'.0f' if whole else f'.{digits}g'}}".replace("-", "−")


def digits_of(values: Any) -> int:
    """How many digits tell the least of these values from the largest: 3 to 9; 3 where 9 do not."""
    known = np.ravel(values)[np.isfinite(np.ravel(values))]
    ends = (float(np.min(known)), float(np.max(known))) if known.size else (0.0, 1.0)
    return next((digits for digits in range(3, 10) if number(ends[0], digits) != number(ends[1], digits)), 3)


def plain(text: str) -> str:
    """A label without the marks of Matplotlib's mathematics."""
    text = text.replace(r"\$", "\0")  # a dollar that is one
    return (re.sub(r"[${}]", "", text) if text.count("$") > 1 else text.strip()).replace("\0", "$")


def curve(x: Any, y: Any) -> str:
    """What a curve does from left to right, as the end of a sentence: "rises from 0 at −6 to 1 at 6"."""
    x, y = (np.ravel(np.asarray(values, dtype=float)) for values in (x, y))
    x, y = x[np.isfinite(x)], y[np.isfinite(x)]  # where x is NaN, the pen was lifted
    there = np.isfinite(y)
    if not there.any():
        return "has no finite value"
    lost = "" if there.all() else f" ({np.sum(~there)} of {y.size} values are no finite numbers)"
    x, y, digits = x[there], y[there], digits_of(y)
    if number(np.min(y), digits) == number(np.max(y), digits):
        return f"is {number(y[0])}{' throughout' if y.size > 1 else f' at {number(x[0])}'}{lost}"
    ends = f"from {number(y[0], digits)} at {number(x[0])} to {number(y[-1], digits)} at {number(x[-1])}"
    steps, slack = np.diff(y), 1e-9 * np.ptp(y)
    if (steps >= -slack).all() or (steps <= slack).all():
        return f"{'rises' if y[-1] > y[0] else 'falls'} {ends}{lost}"
    extremes = (("lowest", int(np.argmin(y))), ("highest", int(np.argmax(y))))
    turns = [f", {word} {number(y[i], digits)} at {number(x[i])}" for word, i in extremes if 0 < i < y.size - 1]
    return f"goes {ends}{''.join(turns)}{lost}"


def tell(ax: Axes, name: str, values: Iterable[Any]) -> None:
    """Name numbers (or texts) that are drawn into `ax`; what is told under one name belongs together."""
    told = ax.__dict__.setdefault("told", {})
    values = [*values]
    digits = digits_of([float(value) for value in values if not isinstance(value, str)])
    texts = [value if isinstance(value, str) else number(float(value), digits) for value in values]
    told[plain(name)] = [*told.get(plain(name), ()), *texts]


def _rows(ax: Axes) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = ax.__dict__.get("told", {})
    return rows


def _of_line(ax: Axes, line: Any) -> str:
    x, y = (np.ravel(np.asarray(values, dtype=float)) for values in line.get_data(orig=False))
    if line.get_transform() == ax.transData:
        return curve(x, y)
    return f"stands at {number(x[0])}" if x[0] == x[-1] else f"lies at {number(y[0])}"  # axvline, axhline


def _told(ax: Axes, ours: set[Any], all_rows: bool) -> Iterator[str]:
    """Lines by name, then the numbers that were told; of very many all that belongs to each name in short, or none."""
    for line in ax.lines:
        name = str(line.get_label())
        if not name.startswith("_"):
            yield f"{plain(name)} {_of_line(ax, line)}"
        elif line not in ours:
            yield f"a line drawn into it {_of_line(ax, line)}"
    rows = _rows(ax)
    few = sum(map(len, rows.values())) <= MOST_IN_WORDS
    for name, texts in rows.items() if few or all_rows else ():
        yield f"{name}: {', '.join(texts if few or len(texts) < 7 else (*texts[:2], '…', texts[-1]))}"


def _title(ax: Axes) -> str:
    return plain(ax.get_title("left") or ax.get_title()).replace("\n", ", ").strip("… ")


def _of_axes(ax: Axes, ours: set[Any], all_rows: bool) -> str:
    x, y = plain(ax.get_xlabel()), plain(ax.get_ylabel())
    axis = f"{y} over {x}" if x and y else y or x
    return ". ".join(part for part in (_title(ax), axis, "; ".join(_told(ax, ours, all_rows))) if part)


def in_words(figure: Figure, ours: set[Any]) -> str:
    """The figure in words: its own label, then each of its Axes. `ours`: lines that go without saying if unnamed."""
    own = str(figure.get_label())
    parts = [own, *(_of_axes(ax, ours, all_rows=not own) for ax in figure.axes if ax.get_visible())]
    return " ".join(f"{part.strip().rstrip('.')}." for part in parts if part.strip()) or "There is nothing to draw."


def table(figure: Figure) -> str:
    """The numbers of the figure as HTML to unfold, if they are at most MOST_IN_A_TABLE; else nothing."""
    rows: list[list[str]] = []
    for ax in figure.axes:
        where = _title(ax) or plain(ax.get_ylabel())
        title = f"{where}: " if len(figure.axes) > 1 and where else ""
        rows += [[title + name, *texts] for name, texts in _rows(ax).items()]
        for line in (line for line in ax.lines if not str(line.get_label()).startswith("_")):
            y = np.ravel(np.asarray(line.get_ydata(orig=False), float))
            rows.append([title + plain(str(line.get_label())), *(number(value, digits_of(y)) for value in y)])
    if not 0 < sum(len(row) - 1 for row in rows) <= MOST_IN_A_TABLE:
        return ""
    body = "".join(
        f'<tr><th scope="row">{html.escape(name)}</th>{"".join(f"<td>{html.escape(text)}</td>" for text in texts)}</tr>'
        for name, *texts in rows
    )
    return f"<details><summary {KEYS}>The numbers of this figure</summary><table>{body}</table></details>"


def _show(figure: Figure, ours: set[Any]) -> None:
    from IPython.display import display

    for ax in figure.axes:
        if ax.get_title() and ax.get_title("left"):  # a title that the cell has given: ours stands at the left
            ax.set_title("", loc="left")
    alt, width, canvas = in_words(figure, ours), round(96 * figure.get_figwidth()), figure.canvas
    picture, png = FigureCanvasAgg(figure), io.BytesIO()
    with mpl.rc_context(LOOK):  # Matplotlib makes some parts, ticks for one, only now
        picture.draw()
    figure.set_canvas(canvas)
    image = Image.fromarray(np.asarray(picture.buffer_rgba())).convert("RGB")
    image.quantize(256, Image.Quantize.FASTOCTREE).save(png, "png")  # a third of the bytes, in half the time
    img = f'<img src="data:image/png;base64,{base64.b64encode(png.getvalue()).decode()}" alt="{html.escape(alt)}"'
    img += f' width="{width}" style="max-width: 100%; height: auto; border-radius: 6px">'
    display({"text/html": img + table(figure), "text/plain": f"[figure: {alt}]"}, raw=True)
