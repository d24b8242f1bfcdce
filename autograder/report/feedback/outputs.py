"""What a student's cell showed, as text and pictures: the only two forms in which the feedback page shows it."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.pictures import decoded, width
from autograder.report.feedback.text import neutral, shortened

MAX_BLOCKS = 60  # of one cell
MAX_TEXT = 30_000  # characters of one cell
MAX_PICTURE = 4_000_000  # bytes of one picture
MAX_PAGE = 16_000_000  # bytes of all pictures of a page
_PICTURES = ("image/png", "image/jpeg")
# Kinds that are shown as the text they are, the one that says most first.
_TEXTS = ("text/latex", "text/markdown", "text/plain", "text/html", "image/svg+xml", "application/json")


@dataclass(frozen=True)
class Block:
    """One thing to show."""

    kind: str  # "text", "error" or "picture"
    text: str  # of a picture: what it shows, in words
    source: str = ""  # of a picture: its data: address
    width: int = 0


@dataclass
class PageRoom:
    """How much a page may still hold in pictures."""

    bytes: int = MAX_PAGE


@dataclass
class _Cell:
    blocks: list[Block] = field(default_factory=list)
    left: int = MAX_TEXT

    def text(self, text: str, kind: str = "text") -> None:
        text = neutral(text).strip("\n")
        if not text or self.left <= 0:
            return
        text = shortened(text, min(12_000, self.left), min(3_000, self.left))
        self.left -= len(text)
        if kind == "text" and self.blocks and self.blocks[-1].kind == "text":
            text = f"{self.blocks.pop().text}\n{text}"
        self.blocks.append(Block(kind, text))


def joined(value: Any) -> str:
    """Text as notebooks store it: one string, or a list of lines."""
    return "".join(map(str, value)) if isinstance(value, list) else str(value)


def _picture(mime: str, stored: str, about: Any, room: PageRoom) -> Block:
    """A picture, drawn from its own bytes. Raises NoPictureError, saying why it can't be shown."""
    data = decoded(stored)
    if len(data) > min(MAX_PICTURE, room.bytes):
        raise ValueError(f"it has {len(data):,} bytes")
    wide = width(data, mime)
    room.bytes -= len(data)
    about = about if isinstance(about, Mapping) else {}
    wanted = about.get("width")
    shown = wanted if type(wanted) is int and 0 < wanted <= 1200 else min(wide, 1200)
    alt = about.get("alt")
    words = neutral(alt)[:600] if isinstance(alt, str) and alt.strip() else "A picture that this cell drew."
    return Block("picture", words, f"data:{mime};base64,{base64.b64encode(data).decode()}", shown)


def _display(cell: _Cell, output: Mapping[str, Any], room: PageRoom) -> None:
    data, about = output.get("data"), output.get("metadata")
    data = data if isinstance(data, Mapping) else {}
    about = about if isinstance(about, Mapping) else {}
    for mime in _PICTURES:
        if mime in data:
            try:
                cell.blocks.append(_picture(mime, joined(data[mime]), about.get(mime), room))
            except ValueError as error:
                cell.text(f"[a picture is not shown: {error}]")
            return
    for mime in _TEXTS:
        if mime in data:
            cell.text(joined(data[mime]))
            return
    if data:
        cell.text(f"[not shown: {', '.join(sorted(map(str, data)))[:200]}]")


def blocks(outputs: Iterable[Any], room: PageRoom) -> list[Block]:
    """What a cell's outputs show, in order, and no more than a page can bear."""
    cell = _Cell()
    for output in outputs:
        if len(cell.blocks) >= MAX_BLOCKS or cell.left <= 0:
            cell.blocks.append(Block("text", "… the rest of what this cell showed is left out …"))
            break
        kind = output.get("output_type") if isinstance(output, Mapping) else None
        if kind == "stream":
            cell.text(joined(output.get("text", "")))
        elif kind in ("display_data", "execute_result"):
            _display(cell, output, room)
        elif kind == "error":
            cell.text(traceback_of(output), "error")
    return cell.blocks


def traceback_of(output: Mapping[str, Any]) -> str:
    """The traceback of an error, or what else it says of itself."""
    lines = output.get("traceback")
    text = "\n".join(map(str, lines)) if isinstance(lines, list) else ""
    return text if text.strip() else f"{output.get('ename', '')}: {output.get('evalue', '')}"
