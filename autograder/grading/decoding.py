"""From the bytes of a notebook file to JSON values; of a file that is damaged, the cells that are whole.

Everything here takes time and memory in proportion to the file's size, whatever is in it.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
from msgspec import UNSET, Raw, UnsetType

MAX_VALUES = 3_000_000  # numbers, strings, lists …: what the memory for a file's values goes by
_DECODER = json.JSONDecoder(parse_int=float)  # an int of thousands of digits would raise; nothing here needs ints
_CELLS = re.compile(r'"cells"\s*:\s*\[')
_NEXT_CELL = re.compile(r"\n {1,8}\{")  # as notebooks are written; in a JSON string no line can begin
_LARGE = 2_000_000  # bytes
_LINES_SPEED = 50  # how many times faster lines are counted than values are read
_PATIENCE = 4  # how often, on average, a character of a damaged file may be read in vain


class DamagedError(ValueError):
    """The file can't be read as a notebook; the message says why, in words for a student."""


def _decode(data: bytes) -> tuple[str, str]:
    """The text of a file, and what had to be put up with to read it."""
    if not data.strip():
        raise DamagedError("the file is empty")
    if not data.strip(b"\0"):
        raise DamagedError("the file is empty: it holds nothing but zero bytes")
    encoding = json.detect_encoding(data)  # Unicode with or without a byte-order mark
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        why = f"the file is not text (at byte {error.start})"
        if not encoding.startswith("utf-8"):
            raise DamagedError(why) from None
        return data.decode(encoding, "replace"), why
    if not encoding.startswith("utf-8") and text.lstrip()[:1] not in ("{", "["):  # a wrong guess
        raise DamagedError("the file is not text (at byte 0)")
    return text, ""


def _holds_too_much(text: str) -> bool:
    """Whether there are more values than memory should be spent on. Strings count once, whatever is in them."""
    if len(text) <= 2 * MAX_VALUES:  # a value takes two characters: itself and a comma
        return False
    bare = text.replace("\\\\", "").replace('\\"', "")
    if bare.count('"') > 4 * MAX_VALUES:
        return True
    return sum(part.count(",") + part.count("[") + part.count("{") for part in bare.split('"')[::2]) > MAX_VALUES


def _rescued(text: str) -> list[Any]:
    """The cells that are whole, of a file that is not."""
    found = _CELLS.search(text)
    at, cells, spent = found.end() if found else len(text), [], 0
    while at < len(text) and spent < _PATIENCE * len(text):
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            cell, at = _DECODER.raw_decode(text, at)
            cells.append(cell)
        except (ValueError, RecursionError) as error:  # go on at what may be the next one
            if isinstance(error, json.JSONDecodeError):  # which has counted all lines before it, as fast as one can
                spent += error.pos - at + 1 + error.pos // _LINES_SPEED
            else:
                spent += len(text)
            following = _NEXT_CELL.search(text, at)
            at = following.end() - 1 if following else len(text)
    return [cell for cell in cells if isinstance(cell, dict) and "cell_type" in cell]


def _why(text: str, error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "the file is nested too deeply"
    if "<<<<<<<" in text and ">>>>>>>" in text:
        return "the file holds an unsolved merge conflict"
    if isinstance(error, json.JSONDecodeError):
        return f"the file is not JSON, or is cut off: {error.msg}, line {error.lineno}"
    return f"the file holds a value that can't be read: {error}"


class _Cell(msgspec.Struct):
    """What is looked at of a cell: not its outputs."""

    id: Raw | UnsetType = UNSET
    cell_type: Raw | UnsetType = UNSET
    source: Raw | UnsetType = UNSET
    metadata: Raw | UnsetType = UNSET
    attachments: Raw | UnsetType = UNSET


class _Notebook(msgspec.Struct):
    cells: list[_Cell]


def _without_outputs(data: bytes) -> Any:
    """A large notebook that is as it should be, its outputs skipped unread; None for any other file.

    60 MB of outputs would be 600 MB of Python for a second.
    """
    if len(data) <= _LARGE or data.count(b"{") > MAX_VALUES // 10:
        return None
    try:
        cells = msgspec.json.decode(data, type=_Notebook).cells
        found = [
            {f: bytes(raw) for f in _Cell.__struct_fields__ if (raw := getattr(cell, f)) is not UNSET} for cell in cells
        ]
        if sum(len(raw) for cell in found for raw in cell.values()) > 2 * MAX_VALUES:
            return None
        return {"cells": [{name: _DECODER.decode(raw.decode()) for name, raw in cell.items()} for cell in found]}
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def decode(data: bytes) -> tuple[Any, str]:
    """The JSON value in a notebook file, and what is wrong with the file, "" if nothing is. Raises DamagedError.

    Of a file that is cut off or broken somewhere, the value is a notebook of the cells that are whole.
    """
    if lean := _without_outputs(data):
        return lean, ""
    text, why = _decode(data)
    if _holds_too_much(text):
        raise DamagedError(f"the file holds more than {MAX_VALUES:,} values")
    try:
        return _DECODER.decode(text), why
    except (ValueError, RecursionError) as error:
        why = why or _why(text, error)
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data":
            return _DECODER.raw_decode(text.lstrip())[
                0
            ], f"something follows the notebook in its file, at line {error.lineno}"
        cells = _rescued(text)
        if not cells:
            raise DamagedError(why) from None
        return {"cells": cells}, f"{why}; {len(cells)} cells could be read all the same"
