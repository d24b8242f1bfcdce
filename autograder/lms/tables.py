"""A table that a teacher exported, read so that single fields can be changed and every other byte stays.

Separator, quotes, byte-order mark, line ends and decimal comma are the file's own. Python's csv reads the same values,
but does not say where in the file they stand.
"""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import UserError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class TableCell:
    """One field: its value, and where it stands in the text."""

    value: str
    start: int
    end: int

    @property
    def number(self) -> float | None:
        """Its value as a number, with a decimal point or comma; None if it is none."""
        text = self.value.strip()
        return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


@dataclass
class Table:
    """The fields of a file, row by row, and the changes that are to be made."""

    text: str
    encoding: str
    separator: str
    rows: list[list[TableCell]]
    _changes: dict[int, tuple[TableCell, str]] = field(default_factory=dict)

    @property
    def header(self) -> list[str]:
        """The titles of the columns."""
        return [cell.value.strip() for cell in self.rows[0]]

    def change(self, cell: TableCell, value: str) -> None:
        """Put `value` in place of a field; in quotes where the field was, or where the value needs them."""
        quoted = self.text[cell.start : cell.start + 1] == '"'
        if quoted or any(mark in value for mark in (self.separator, '"', "\n", "\r")):
            value = '"' + value.replace('"', '""') + '"'
        self._changes[cell.start] = (cell, value)

    def written(self) -> bytes:
        """The file with the changes, every other byte as it was."""
        parts, at = [], 0
        for start in sorted(self._changes):
            cell, value = self._changes[start]
            parts += [self.text[at:start], value]
            at = cell.end
        return "".join([*parts, self.text[at:]]).encode(self.encoding, "surrogateescape")


def _decoded(data: bytes) -> tuple[str, str]:
    """The text of a file with its mark at the start, and the encoding that gives the same bytes again."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            encoding = "utf-8" if name == "utf-8-sig" else name
            return data.decode(encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:  # saved by Excel on Windows; five bytes mean nothing there and are kept as they are
        text = data.decode("cp1252", "surrogateescape")
        return text, "cp1252"


def _field(text: str, at: int, separator: str) -> tuple[TableCell, int]:
    """The field that begins at `at`, and where what ends it stands."""
    start = at
    if text[at : at + 1] == '"':
        value = []
        at += 1
        while (quote := text.find('"', at)) >= 0:
            value.append(text[at:quote])
            at = quote + 1
            if text[at : at + 1] != '"':
                break
            value.append('"')
            at += 1
        else:
            raise ValueError("a quotation mark is opened and never closed")
        rest = _plain_end(text, at, separator)
        return TableCell("".join(value) + text[at:rest], start, rest), rest
    end = _plain_end(text, at, separator)
    return TableCell(text[start:end], start, end), end


def _plain_end(text: str, at: int, separator: str) -> int:
    found = re.compile(f"[{re.escape(separator)}\r\n]").search(text, at)
    return found.start() if found else len(text)


def _rows(text: str, separator: str) -> list[list[TableCell]]:
    at = 1 if text.startswith("\ufeff") else 0
    rows: list[list[TableCell]] = []
    while at < len(text):
        row: list[TableCell] = []
        while True:
            cell, at = _field(text, at, separator)
            row.append(cell)
            if text[at : at + 1] != separator:
                break
            at += 1
        at += 2 if text.startswith("\r\n", at) else 1
        if len(row) > 1 or row[0].value.strip():
            rows.append(row)
    return rows


def _separator(text: str) -> str:
    """Of comma, semicolon and tab the one that cuts the first line into most fields."""
    line = text.lstrip("\ufeff").split("\n", 1)[0]
    return max(",;\t", key=lambda mark: len(next(csv.reader([line], delimiter=mark), [])))


def parse(data: bytes) -> Table:
    """The table in these bytes. Raises ValueError for what is none."""
    text, encoding = _decoded(data)
    separator = _separator(text)
    rows = _rows(text, separator)
    if not rows or len(rows[0]) < 2:
        raise ValueError("its first line does not hold titles of columns, with commas, semicolons or tabs between")
    return Table(text, encoding, separator, rows)


def read_table(path: Path) -> Table:
    """The table in a file. Raises UserError when it can't be read."""
    remedy = "Give the CSV file as the platform exported it."
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError(f"it has more than {MOST_BYTES:,} bytes")
        data = path.read_bytes()
        if data.startswith(b"PK\x03\x04"):
            raise ValueError("it is an Excel file; save it as CSV, or export it as CSV")
        return parse(data)
    except OSError as error:
        raise UserError(f"{path} can't be read.", error.strerror or "", remedy) from error
    except ValueError as error:
        raise UserError(f"{path} is no table that can be read.", f"{error}.", remedy) from error
