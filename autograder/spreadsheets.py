"""A new table as CSV, whose texts no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TextIO

_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")  # the wide ones act in East Asian editions


def harmless(text: str) -> str:
    """Text for a field of a new table that no spreadsheet takes for a formula."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # the writer leaves a lone one bare: it would end the row
    return f"'{text}" if text.startswith(_FORMULA) else text


def plain(text: str) -> str:
    """What `harmless` was given."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


def write_rows(file: TextIO, rows: Iterable[Sequence[str]]) -> None:
    """Add rows to a new table, which was opened with newline="" and errors="replace"."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([harmless(value) for value in row] for row in rows)


def made(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A new table, as UTF-8 with commas."""
    text = io.StringIO()
    write_rows(text, [header])
    write_rows(text, rows)
    return text.getvalue().encode("utf-8", "replace")
