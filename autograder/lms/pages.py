"""Packs feedback pages as a platform takes them back: under the names of what the students handed in there.

Canvas finds a student by the numbers in the name of an uploaded file, Moodle by the name of a folder; `collect` has
noted both in collected.csv. Pages go by their notebooks' names: an index page would link to nothing.
"""

from __future__ import annotations

import csv
import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS
from autograder.errors import UserError
from autograder.grading.account import COLLECTED

_STEM = re.compile(r"((?:LATE_)?anon_[0-9A-Za-z]+_\d+|[^/]+?_(?:LATE_)?\d+_\d+)_.*")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # so that the same pages make the same file


def _records(submissions: Path) -> dict[str, list[dict[str, str]]]:
    path = submissions / COLLECTED
    found: dict[str, list[dict[str, str]]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                found.setdefault(row["student"], []).append({k: v.removeprefix("'") for k, v in row.items()})
    except (OSError, ValueError, KeyError) as error:
        why = "It holds the names under which the platform knows the students' files."
        remedy = f"Give --submissions the folder that  autograder collect  wrote, which holds {COLLECTED}."
        raise UserError(f"{path} can't be read.", why, remedy) from error
    return found


def _stem(path: str) -> str:
    """Of a path in a download of Canvas's, what Canvas put before the student's own name for the file."""
    found = filter(None, map(_STEM.fullmatch, path.split("/")))
    return next((match[1] for match in found), "")


def _canvas_names(rows: list[dict[str, str]]) -> dict[str, str]:
    stems = {row["notebook"]: stem for row in rows if (stem := _stem(row["file"]))}
    anything = next(iter(stems.values()), "")
    return {name: f"{stems.get(name, anything)}_{name}.html" for name in NOTEBOOKS if anything}


def _moodle_names(rows: list[dict[str, str]]) -> dict[str, str]:
    one = rows[0] if rows else {"number": "", "name": ""}
    folder = f"{one['name']}_{one['number']}_assignsubmission_file"
    return {name: f"{folder}/{name}.html" for name in NOTEBOOKS if one["number"]}


def _names(kind: str, student: str, rows: list[dict[str, str]]) -> dict[str, str]:
    if kind == "csv":
        return {name: f"{student}/{name}.html" for name in NOTEBOOKS}
    platform = kind.title()
    rows = [row for row in rows if row["platform"] == platform]
    return _canvas_names(rows) if kind == "canvas" else _moodle_names(rows)


def pack_feedback(
    kind: str, output: Path, students: Iterable[str], submissions: Path, to: Path
) -> tuple[int, list[str]]:
    """Write the zip that the platform takes; how many students are in it, and who is not."""
    known = _records(submissions) if kind != "csv" else {}
    base, without, count = output / "feedback", [], 0
    if not base.is_dir():
        raise UserError(f"There is no {base}.", remedy=f"Run  autograder feedback --output {output}  first.")
    partial = to.with_name(f".{to.name}.{os.getpid()}.partial")
    with _removed(partial), zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        for student in students:
            names = _names(kind, student, known.get(student, []))
            pages = {name: base / student / ASSIGNMENT / f"{name}.html" for name in names}
            there = {name: path for name, path in pages.items() if path.is_file()}
            for name, path in there.items():
                archive.writestr(zipfile.ZipInfo(names[name], _EPOCH), path.read_bytes(), zipfile.ZIP_DEFLATED)
            count += bool(there)
            without += [] if there else [student]
    partial.replace(to)
    return count, without


@contextmanager
def _removed(partial: Path) -> Iterator[None]:
    """Leave nothing half-written: the disk is full, say."""
    try:
        yield
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
