# Made by `make release` from solutions/backpropagation/lab/explore/stage.py: edit that file, not this one.
"""How a figure that moves reaches the notebook: as steps that unfold, and a script that makes a panel of them.

The steps are `<details>` with a picture, its alternative text and its words. That alone is a whole figure: it is what a
notebook shows that is not trusted, and a page that forbids scripts. `stage.js` reads the steps back from the page.
"""

from __future__ import annotations

import functools
import html
import json
import re
import traceback
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lab.draw.style import GRID, INK, PAPER
from lab.figures import number
from lab.keys import KEYS

_CARD = f"background:{PAPER};color:{INK};border:1px solid {GRID};border-radius:6px;padding:10px 12px;max-width:820px"
_CARD += ";font:14px/1.45 'DejaVu Sans',Verdana,sans-serif;overflow-wrap:anywhere;box-sizing:border-box;margin:2px"


@dataclass(frozen=True)
class Part:
    """One step: its name, its picture as an address, the picture in words, and what is written below it (HTML)."""

    name: str
    picture: str
    alt: str
    words: str


class NotDrawn(Exception):
    """A figure can't go on from here; says why, in words for the student."""


def figure(make: Callable[..., None]) -> Callable[..., None]:
    """Show the figure; of what is not written yet, or can't be shown, print a calm line instead."""

    @functools.wraps(make)
    def shown(*args: Any, **kwargs: Any) -> None:
        try:
            with np.errstate(all="ignore"):
                make(*args, **kwargs)
        except NotImplementedError as error:
            print(f"This figure needs a function that you have not written yet. {error}".rstrip())
        except Exception as error:
            why = str(error) if isinstance(error, NotDrawn) else what_happened(error)
            print(f"This figure can't be shown. {why} The checks of your functions say more.")

    return shown


def what_happened(error: Exception) -> str:
    """What a function raised, and in which line of which function, in a few words."""
    ours = (str(Path(__file__).parents[1]), str(Path(np.__file__).parent))
    theirs = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith(ours)]
    where = f" in line {theirs[-1].lineno} of {theirs[-1].name}" if theirs else ""
    return f"{type(error).__name__}{where}: {str(error)[:300] or 'no words'}."


def table(rows: Iterable[Sequence[str]], head: Sequence[str]) -> str:
    """A table of texts as HTML, with a heading for each column."""
    heads = "".join(f"<th scope='col'>{html.escape(text)}</th>" for text in head)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table><tr>{heads}</tr>{body}</table>"


def fixed(value: float) -> str:
    """A number for a narrow place: two digits after the point, or one digit with its power of ten."""
    return number(round(float(value), 2)) if not abs(value) >= 100 else number(float(value), 1)


@functools.cache
def _file(name: str) -> str:
    """The style or the script, without comments and indents: they are in each figure."""
    source = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return re.sub(r"^\s*//.*\n|/\*.*?\*/\n|^\s+", "", source, flags=re.MULTILINE)


def _unfolds(part: Part, opened: bool) -> str:
    img = f"<img src='{part.picture}' alt='{html.escape(part.alt)}' style='width:100%;max-width:480px;height:auto'>"
    head = f"<summary {KEYS}>{html.escape(part.name)}</summary>"
    return f"<details class='part'{' open' if opened else ''}>{head}{img}<div>{part.words}</div></details>"


def show(kind: str, title: str, parts: Sequence[Part], more: str, data: dict[str, Any]) -> None:
    """Show the figure in the notebook, now; where there are only texts, its words.

    kind: the function of stage.js that moves it; more: what else it unfolds, as HTML; data: for the script.
    """
    from IPython.display import display

    name = f"explore-{uuid.uuid4().hex[:12]}"
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    body = "".join(_unfolds(part, i == min(data["start"], len(parts) - 1)) for i, part in enumerate(parts))
    card = f"<div class='lab-explore' data-name='{name}' style=\"{_CARD}\"><style>{_file('stage.css')}</style>"
    script = f"<script>{_file('stage.js')}\nexplore('{name}','{kind}',{told});</script>"
    page = f"{card}<strong>{html.escape(title)}</strong>{body}{more}{script}</div>"
    words = f"[figure that moves: {title}. {' '.join(f'{part.name}: {part.alt}' for part in parts)}]"
    display({"text/html": page, "text/plain": words[:4000]}, raw=True)
