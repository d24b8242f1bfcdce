"""The files that platforms take marks from: which column is filled, which row is whose, and what must stay.

`canvas` reads a gradebook export, `moodle` an offline grading worksheet in any language, `plain` any other table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from autograder.course.layout import ASSIGNMENT, TITLE
from autograder.errors import UserError
from autograder.lms.roster import key
from autograder.lms.tables import Table, TableCell

_CANVAS_IDS = ("ID", "SIS User ID", "SIS Login ID", "Integration ID")
_CANVAS_ASSIGNMENT = re.compile(r".* \(\d+\)")
_MADE_BY_CANVAS = re.compile(r"(.* )?(Unposted )?(Current|Final|Override) (Score|Points|Grade)")
_KEPT = {"EX": "excused there", "N/A": "not assigned to there"}
_NO = frozenset(
    {
        "no",
        "nein",
        "non",
        "nee",
        "não",
        "nao",
        "nie",
        "ne",
        "nej",
        "nei",
        "ei",
        "όχι",
        "нет",
        "ні",
        "いいえ",
        "否",
        "아니오",
    }
)
_PLAIN_TITLES = ("score", "total score", "grade", "mark", "marks", "points", "final grade")
_PLAIN_MAXIMA = ("max points", "max score", "max_score", "maximum grade", "maximum", "points possible")


@dataclass
class Row:
    """One student's row."""

    shown: str  # what the student is called there
    grade: TableCell
    ids: set[str]  # as `key` gives them
    kept: str = ""  # why the mark is left as it is, "" if it may be changed
    feedback: TableCell | None = None


@dataclass
class Sheet:
    """A teacher's file, understood."""

    table: Table
    title: str  # of the column that is filled
    rows: list[Row]
    maximum: float | None  # what the platform thinks there is to earn; None: the file doesn't say
    decimal_comma: bool = False
    capped: bool = False  # whether the platform skips a mark above its maximum
    ids: dict[str, list[Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.rows:
            for one in row.ids - {""}:
                self.ids.setdefault(one, []).append(row)


def _at(row: list[TableCell], number: int) -> TableCell | None:
    return row[number] if number < len(row) else None


def _value(row: list[TableCell], number: int) -> str:
    cell = _at(row, number)
    return cell.value.strip() if cell else ""


def _decimal_comma(table: Table, columns: Iterable[int]) -> bool:
    """Whether numbers have a decimal comma; where none shows it, as files with semicolons usually have."""
    columns = list(columns)
    cells = [
        cell for row in table.rows[1:] for number in columns if (cell := _at(row, number)) and cell.number is not None
    ]
    if any("," in cell.value for cell in cells):
        return True
    return not any("." in cell.value for cell in cells) and table.separator == ";"


def _column(titles: list[str], choices: list[int], wanted: str | None, place: str) -> int:
    """The column to fill: the one asked for, else the one named after the assignment, else the only one."""
    if wanted is not None:
        exact = [n for n in range(len(titles)) if titles[n] == wanted] or [n for n in choices if wanted in titles[n]]
        named = exact
    else:
        named = [n for n in choices if any(key(name) in key(titles[n]) for name in (ASSIGNMENT, TITLE))]
        named = named or (choices if len(choices) == 1 else [])
    if len(named) == 1:
        return named[0]
    listed = ", ".join(repr(titles[n]) for n in choices) or "none"
    what = f"Which column of {place} takes the marks?"
    why = f"{len(named)} columns fit {wanted!r}." if wanted is not None else f"None is named after {ASSIGNMENT} alone."
    raise UserError(what, f"{why} It has: {listed}.", "Name it:  --column 'TITLE'.")


def canvas(table: Table, wanted: str | None, place: str) -> Sheet:
    """A gradebook as Canvas exports it. Raises UserError for any other table."""
    titles = table.header
    split = titles[:2] == ["LastName", "FirstName"]
    id_at = titles.index("ID") if "ID" in titles else -1
    points = next((i for i, row in enumerate(table.rows) if row[0].value.strip() == "Points Possible"), None)
    if not (split or "Student" in titles[0]) or id_at < 1 or "Section" not in titles or points is None:
        why = "Its columns are Student, ID, …, Section and the assignments, and a row begins with Points Possible."
        raise UserError(
            f"{place} is no gradebook exported by Canvas.", why, "In Canvas: Grades, Export, Export Entire Gradebook."
        )
    made = [n for n, title in enumerate(titles) if _CANVAS_ASSIGNMENT.fullmatch(title)]
    made = [n for n in made if n > titles.index("Section") and not _MADE_BY_CANVAS.fullmatch(titles[n])]
    column = _column(titles, made, wanted, place)
    maximum = _at(table.rows[points], column)
    rows = [_canvas_row(row, titles, id_at, column) for row in table.rows[points + 1 :] if len(row) > column]
    comma = _decimal_comma(table, made)
    return Sheet(table, titles[column], rows, maximum.number if maximum else None, comma)


def _canvas_row(row: list[TableCell], titles: list[str], id_at: int, column: int) -> Row:
    names = [cell.value for cell in row[:id_at]]
    number = _value(row, id_at)
    ids = {key(_value(row, titles.index(title))) for title in _CANVAS_IDS if title in titles}
    ids.add(key(re.sub(r"\W", "", "".join(names).lower()) + f"_{number}"))  # as `collect` calls them without a roster
    kept = _KEPT.get(_value(row, column).upper(), "")
    return Row(", ".join(name.strip() for name in names), row[column], ids if number else set(), kept)


def _is_number(row: list[TableCell], number: int) -> bool:
    cell = _at(row, number)
    return cell is not None and cell.number is not None


def _may_be_maximum(table: Table, at: int) -> bool:
    """Whether it is one number in all rows, marks or nothing before it, and two words at most (yes, no) behind it."""
    rows = table.rows[1:]
    words = {_value(row, at + 1) for row in rows}
    before = all(_value(row, at - 1) in ("", "-") or _is_number(row, at - 1) for row in rows)
    one_number = len({_value(row, at) for row in rows}) == 1 and _is_number(rows[0], at)
    return one_number and before and len(words) <= 2 and "" not in words and not any(map(str.isdigit, "".join(words)))


def _moodle_maximum(table: Table) -> list[int]:
    """Where the maximum stands; by what its column holds, where the titles are in another language."""
    titles = [title.casefold() for title in table.header]
    if "maximum grade" in titles:  # older ones write a small g
        return [titles.index("maximum grade")]
    return [at for at in range(2, len(table.header) - 2) if len(table.rows) > 1 and _may_be_maximum(table, at)]


def _dates(table: Table, at: int) -> bool:
    """Whether a column holds times, or "-" where there is none, and never nothing."""
    values = [_value(row, at) for row in table.rows[1:]]
    return all(
        value == "-" or re.search(r"\d{4}.*\d:\d\d|\d:\d\d.*\d{4}|\d{2}.\d{2}.*\d:\d\d", value) for value in values
    )


def moodle(table: Table, wanted: str | None, place: str) -> Sheet:
    """An offline grading worksheet, its titles in any language. Raises UserError for any other table."""
    titles = table.header
    maxima = _moodle_maximum(table)
    numbered = [row for row in table.rows[1:] if re.fullmatch(r"\D*\d+", row[0].value.strip())]
    if len(maxima) != 1 or not numbered or maxima[0] < 2 or len(titles) < maxima[0] + 3:
        why = "Its columns are Identifier, Full name, …, Grade, Maximum Grade, …, Last modified (grade)."
        remedy = "In Moodle: the assignment, View all submissions, Download grading worksheet."
        raise UserError(f"{place} is no grading worksheet of Moodle's.", why, remedy)
    maximum_at = maxima[0]
    grade_at = maximum_at - 1
    if wanted is not None and titles[grade_at] != wanted:
        raise UserError(f"The marks of {place} stand in its column {titles[grade_at]!r}.", remedy="Leave --column out.")
    last = len(titles) - 1
    comments = last if last >= maximum_at + 3 and not _dates(table, last) else None
    rows = [_moodle_row(row, grade_at, comments) for row in numbered if len(row) > maximum_at]
    maximum = _at(numbered[0], maximum_at)
    comma = _decimal_comma(table, [grade_at, maximum_at])
    return Sheet(table, titles[grade_at], rows, maximum.number if maximum else None, comma, capped=True)


def _moodle_row(row: list[TableCell], grade_at: int, comments: int | None) -> Row:
    identifier = row[0].value.strip()
    number = re.sub(r"^\D*", "", identifier)
    word = identifier.removesuffix(number).strip()
    ids = {key(identifier), key(number), key(f"{word}_{number}")}
    values = [_value(row, at) for at in range(1, grade_at)]
    ids |= {key(value) for value in values}
    ids |= {key(f"{value.replace('_', ' ')}_{number}") for value in values[:1]}  # as `collect` calls them
    locked = _value(row, grade_at + 2).casefold() in _NO
    shown = next((value for value in values if value), identifier)
    return Row(shown, row[grade_at], ids, "locked there" if locked else "", _at(row, comments) if comments else None)


def plain(table: Table, wanted: str | None, place: str) -> Sheet:
    """Any table with a row for each student and a column for the marks."""
    titles = table.header
    choices = [n for n, title in enumerate(titles) if n and title.casefold() in _PLAIN_TITLES]
    named = [n for n, title in enumerate(titles) if any(key(name) in key(title) for name in (ASSIGNMENT, TITLE))]
    column = _column(titles, named or choices or list(range(1, len(titles))), wanted, place)
    maximum_at = next((n for n, title in enumerate(titles) if title.casefold() in _PLAIN_MAXIMA), None)
    rows = [
        Row(_value(row, 0), row[column], {key(cell.value) for n, cell in enumerate(row) if n != column})
        for row in table.rows[1:]
        if len(row) > column
    ]
    maxima = {cell.number for row in table.rows[1:] if maximum_at is not None and (cell := _at(row, maximum_at))} - {
        None
    }
    if len(maxima) > 1:
        raise UserError(
            f"{place} has several maxima: {sorted(filter(None, maxima))}.", remedy="Give one assignment's file."
        )
    return Sheet(table, titles[column], rows, next(iter(maxima), None), _decimal_comma(table, [column]))
