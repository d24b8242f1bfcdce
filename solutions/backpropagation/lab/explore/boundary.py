"""`explore.film`: the decision boundary as training goes on, for learning rates to choose, beside wrong gradients.

A run is one picture with a small map for each time, which the script shows one after the other.
"""

from __future__ import annotations

import base64
import functools
import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from lab.draw.style import COLOURS, INK, PAPER
from lab.explore.stage import Part, figure, show, table
from lab.figures import largest, number

GRID, SIDE, ACROSS = 54, 162, 4  # points of a map that are computed, its pixels, maps in a row
TIMES = (0, 1, 2, 4, 7, 12, 20, 35, 60, 100, 170, 300)
_FILLS = ("#b3ddf3", "#f3d28f", "#b9e1d0", "#ebcfe0", "#d9dce3", "#f2d6c6")  # the colours of the marks, in pale
_UNKNOWN = len(_FILLS)  # where there is no number
_PALETTE = [*_FILLS, "#8a8f99", INK, PAPER, *COLOURS[:6]]


@figure
def film(
    descend: Any, predict: Any, X: Any, y: Any, etas: Sequence[float] = (0.03, 0.3, 1.0),
    wrong: Mapping[str, Any] | None = None, eta: float = 0.3, times: Sequence[int] = TIMES,
) -> None:  # fmt: skip
    """Watch the boundary form, run beside run.

    descend  takes eta=…, max_iterations=… and, for wrong gradients, g_prime=…; gives (theta, losses)
    predict  takes theta, gives the function from points (2, m) to probabilities
    etas     the learning rates with the right gradient; wrong: by name, the g_prime of runs with the rate `eta`
    """
    runs = {f"η = {rate:g}": {"eta": rate} for rate in etas}
    runs |= {f"wrong: {name}": {"eta": eta, "g_prime": slope} for name, slope in (wrong or {}).items()}
    films = [_run(name, functools.partial(descend, **how), predict, X, y, times) for name, how in runs.items()]
    parts, told = [part for part, _ in films], [told for _, told in films]
    right = [*etas].index(eta) if eta in etas else 0
    shown = [right, min(len(etas), len(parts) - 1)]
    more = {"runs": told, "shown": shown, "side": SIDE, "across": ACROSS, "times": [*times], "start": len(times) - 1}
    show("film", "The boundary as it forms", parts, "", more)


def _run(name: str, run: Any, predict: Any, X: Any, y: Any, times: Sequence[int]) -> tuple[Part, list[str]]:
    losses, maps, rows = run(max_iterations=max(times) + 1)[1], [], []
    half = 1.1 * largest(np.abs(X), 0.001)
    marks = _marks(X, y, half)
    for t in times:
        function = predict(run(max_iterations=t)[0])
        maps.append(Image.fromarray(np.where(marks > 0, marks, _map(function, half))))
        share = np.mean(np.argmax(function(X), axis=0) == y)
        rows.append((str(t), number(float(losses[t])), f"{share:.0%}"))
    told = [f"t = {t}: loss {loss}, {share} right" for t, loss, share in rows]
    alt = f"Maps of the class that the network holds likeliest, {name}. {'; '.join(told)}"
    return Part(name, _sheet(maps), alt, table(rows, ("iteration t", "loss", "right"))), told


def _marks(X: Any, y: Any, half: float) -> Any:
    """The examples, each class with a colour and a form of its own; 0 between them."""
    picture, middle = Image.new("L", (SIDE, SIDE), 0), SIDE / 2
    for c, (px, py) in zip(y, middle + np.transpose([X[0], -X[1]]) * middle / half, strict=True):
        kind, look = int(c) % 3, {"fill": _UNKNOWN + 3 + int(c) % 6, "outline": _UNKNOWN + 2}
        pen, x_1, x_2 = ImageDraw.Draw(picture), round(px), round(py)
        if kind == 0:
            pen.ellipse((x_1 - 3, x_2 - 3, x_1 + 3, x_2 + 3), **look)
        else:
            pen.regular_polygon((x_1, x_2, 6 - kind), kind + 2, **look)  # a triangle, a square
    return np.asarray(picture)


def _map(function: Any, half: float) -> Any:
    """Where which class is likeliest, and a line where that changes, by their places in the palette."""
    ticks = np.linspace(-half, half, GRID)
    scores = np.asarray(function(np.stack([axis.ravel() for axis in np.meshgrid(ticks, -ticks)])), dtype=float)
    logs = np.log(np.clip(np.nan_to_num(scores, nan=0.0), 1e-300, None)).reshape(-1, GRID, GRID)
    # Logarithms of probabilities are nearly straight between the grid's points: so are the lines where two are equal.
    images = [Image.fromarray(log.astype(np.float32)).resize((SIDE, SIDE), Image.Resampling.BILINEAR) for log in logs]
    regions = np.argmax(np.array(images), axis=0).astype(np.uint8) % len(_FILLS)
    if not np.isfinite(scores).all():
        regions[:] = _UNKNOWN
    edge = np.diff(regions, axis=0, prepend=regions[:1]) | np.diff(regions, axis=1, prepend=regions[:, :1])
    return np.where(edge, np.uint8(_UNKNOWN + 1), regions)


def _sheet(maps: Sequence[Image.Image]) -> str:
    """All maps of a run in one picture, row by row, as an address."""
    sheet, png = Image.new("P", (ACROSS * SIDE, -(-len(maps) // ACROSS) * SIDE), _UNKNOWN + 2), io.BytesIO()
    for i, one in enumerate(maps):
        sheet.paste(one, (i % ACROSS * SIDE, i // ACROSS * SIDE))
    sheet.putpalette([int(colour[i : i + 2], 16) for colour in _PALETTE for i in (1, 3, 5)])
    sheet.save(png, "png")
    return f"data:image/png;base64,{base64.b64encode(png.getvalue()).decode()}"
