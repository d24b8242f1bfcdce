"""The feedback page of one notebook: from what grading left behind to HTML that holds nothing but text and pictures.

A pure function of its inputs, so that `autograder feedback` and `nbgrader generate_feedback` give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lab.check.engine.causes import CAUSES
from markupsafe import Markup

from autograder.coloured import CodeColours
from autograder.course.notebooks import Cell, Exercise, Notebook, course_notebook
from autograder.course.secrets import without_secrets
from autograder.grading.keep import NOT_KEPT
from autograder.ledger.journal import Entry
from autograder.ledger.marks import CellMark, Marks
from autograder.report.feedback import text
from autograder.report.feedback.maps import Map, legend, maps
from autograder.report.feedback.outputs import Block, PageRoom, blocks, joined, traceback_of
from autograder.report.feedback.words import BY_PERSON, NOT_WRITTEN, UNKNOWN, WORDS, Words
from autograder.report.naming import Naming, naming_of
from autograder.report.pages import render
from autograder.verdicts import LEFT_OUT, NOT_HANDED_IN, CellResult, NotebookResult, Verdict

MAX_OTHERS = 80  # cells of the student's own, and figures, that an exercise shows


@dataclass(frozen=True)
class ShownFinding:
    """One finding, ready to be shown."""

    message: str
    case: str = ""
    hint: str = ""
    inputs: str = ""
    expected: str = ""
    got: str = ""
    maps: Sequence[Map] = ()
    legend: Sequence[tuple[Markup, str]] = ()


@dataclass(frozen=True)
class ShownCheck:
    """One graded cell: its marks, its verdict, what was found."""

    cell: str
    score: float | None
    points: float
    words: Words
    machine: Words | None  # our verdict, where a person's mark has taken its place
    found: Sequence[ShownFinding]
    trace: str
    shown: Sequence[Block]  # what the student's code printed and drew while it was checked


@dataclass
class Other:
    """A cell beside the exercises: a figure of the course's, or one of the student's own."""

    source: Markup | None  # None: the course's own, which the student has
    shown: Sequence[Block]
    written: bool = False


@dataclass
class Section:
    """One exercise."""

    exercise: Exercise | None
    checks: list[ShownCheck] = field(default_factory=list)
    source: Markup | str = ""
    shown: Sequence[Block] = ()
    comment: Markup | str = ""
    others: list[Other] = field(default_factory=list)

    @property
    def score(self) -> float | None:
        """Marks so far; None when nothing is marked yet."""
        scores = [check.score for check in self.checks if check.score is not None]
        return sum(scores) if scores else None

    @property
    def points(self) -> float:
        """Marks there are."""
        return sum(check.points for check in self.checks)

    @property
    def waiting(self) -> bool:
        """Whether all of it is still to be marked."""
        return self.score is None

    @property
    def full(self) -> bool:
        """Whether there is nothing to mend."""
        return self.score == self.points

    @property
    def words(self) -> Words:
        """The verdict that says most of the exercise: the first that is not good, else the first."""
        verdicts = [check.words for check in self.checks]
        return next((words for words in verdicts if words.tone != "good"), verdicts[0])


@dataclass
class Page:
    """One notebook's feedback."""

    student: str
    course: Notebook
    sections: list[Section]
    before: Section  # cells above the first exercise
    penalty: float
    late: str  # what the student is told of lateness; "" if nothing
    notice: str  # why there is no notebook to show
    wall: str = ""  # what the student's code ran behind; "": nothing
    naming: Naming = ()  # how many causes have a name, are one of two, have none

    @property
    def score(self) -> float:
        """What the notebook earned, as nbgrader adds it up."""
        return sum(section.score or 0.0 for section in self.sections) - self.penalty

    @property
    def points(self) -> float:
        """What there was to earn."""
        return sum(section.points for section in self.sections)

    @property
    def waiting(self) -> bool:
        """Whether some marks are still to come."""
        return any(check.score is None for section in self.sections for check in section.checks)


def _found(finding: Mapping[str, Any]) -> ShownFinding:
    """A finding as text. Checks leave `expected` and `inputs` empty where they are hidden."""
    said = {key: text.neutral(finding.get(key) or "") for key in ("message", "case", "hint", "inputs", "expected")}
    got, pattern = text.neutral(finding.get("got") or ""), finding.get("pattern")
    drawn = maps(pattern)
    hint = said["hint"] or (
        CAUSES[finding["cause"]].hint if finding.get("cause") in CAUSES and not said["hint"] else ""
    )
    message = said["message"][:1].upper() + text.shortened(said["message"][1:], 1500, 300)
    long = {key: text.shortened(said[key], 4000, 500) for key in ("case", "inputs", "expected")}
    return ShownFinding(
        message, long["case"], _filled(hint, finding), long["inputs"], long["expected"], text.shortened(got, 4000, 500),
        drawn, legend(pattern) if drawn else (),
    )  # fmt: skip


def _filled(hint: str, finding: Mapping[str, Any]) -> str:
    """A hint of the table, its places filled; one with a place that nothing fills is left out."""
    for key, name in (("{function}", "function"), ("{where}", "where")):
        if finding.get(name):
            hint = hint.replace(key, text.neutral(finding[name]))
    return "" if "{" in hint else hint


def _words(row: CellResult | None, mark: CellMark | None) -> tuple[Words, Words | None]:
    machine = UNKNOWN if row is None else NOT_WRITTEN if row.not_written else WORDS[row.verdict]
    if mark is None or not mark.by_person:
        return machine, None
    return BY_PERSON, machine if row and row.verdict not in (Verdict.MANUAL, Verdict.GRADER_FAILURE) else None


def _outputs(cell: Mapping[str, Any]) -> list[Any]:
    found = cell.get("outputs")
    shown = [output for output in found if isinstance(output, Mapping)] if isinstance(found, list) else []
    return [output for output in shown if not _says(output, NOT_KEPT)]


def _is_left_out(output: Any) -> bool:
    """Whether it stands for what a cell of ours would have shown: the student has seen that, in their own notebook."""
    return _says(output, LEFT_OUT)


def _says(output: Any, text: str) -> bool:
    return output.get("output_type") == "stream" and joined(output.get("text", "")).strip() == text


def _is_card(output: Any, after: Any) -> bool:
    """Whether an output is the card of a failed check, which the page makes anew from the finding."""
    data = output.get("data")
    is_display = output.get("output_type") == "display_data" and isinstance(data, Mapping) and "text/html" in data
    return is_display and after.get("output_type") == "error"


def _trace(outputs: Sequence[Any], own: frozenset[str]) -> str:
    """The student's own traceback in a test cell's error: what stands above the check's line."""
    last = outputs[-1] if outputs and outputs[-1].get("output_type") == "error" else None
    if last is None:
        return ""
    lines = text.neutral(traceback_of(last)).split("\n")
    name = text.neutral(last.get("ename", ""))
    ends = [i for i, line in enumerate(lines) if line.startswith(f"{name}: ") and _says_check(last)]
    trace = "\n".join(lines[: ends[-1]] if ends else lines).strip("\n")
    several = "Traceback (most recent call last)" in trace or "\n" in trace
    return text.shortened(without_secrets(trace, own), 8000, 3000) if several else ""


def _says_check(error: Mapping[str, Any]) -> bool:
    """Whether an error is raised by a check, and not by the student's code: then its last lines repeat the finding."""
    name = error.get("ename")
    return name in ("CheckFailed", "StudentCodeRaised") or "not written yet" in str(error.get("evalue", ""))


class _Builder:
    """Goes through a graded notebook and sorts its cells under their exercises."""

    def __init__(self, course: Notebook, notebook: Any, result: NotebookResult | None, marks: Marks) -> None:
        self.course, self.marks, self.room, self.colours = course, marks, PageRoom(), CodeColours()
        self.rows = {row.cell: row for row in result.cells} if result else {}
        self.cells = [cell for cell in notebook["cells"] if isinstance(cell, Mapping)] if notebook else []
        sources = [joined(cell.get("source", "")) for cell in self.cells]
        self.ours = {cell.released.strip() for cell in course.cells}
        self.own = frozenset(line.strip() for source in sources for line in source.splitlines())
        self.before, self.sections = Section(None), [Section(exercise) for exercise in course.exercises]
        self.tests: dict[str, Sequence[Any]] = {}

    def build(self) -> None:
        by_name = {section.exercise.name: section for section in self.sections if section.exercise}
        current, filled = self.before, set()
        for cell in self.cells:
            known = self.course.recognise_node(cell)
            if known and known.name in by_name and known.name not in filled:
                current = by_name[known.name]
                filled.add(known.name)
                self._answer(current, cell)
            elif known and known.graded:
                self.tests.setdefault(known.name, _outputs(cell))
            elif not (known and known.role == "locked" and cell.get("cell_type") == "markdown"):
                self._other(current, cell)
        for section in self.sections:
            self._mark(section)

    def _answer(self, section: Section, cell: Any) -> None:
        source = joined(cell.get("source", ""))
        section.source = self._shown(source, cell.get("cell_type") == "code")
        section.shown = blocks(_outputs(cell), self.room)

    def _shown(self, source: str, is_code: bool) -> Markup:
        return text.code(source, self.colours) if is_code else text.written(source)

    def _other(self, section: Section, cell: Any) -> None:
        source, is_code = joined(cell.get("source", "")), cell.get("cell_type") == "code"
        ours = source.strip() in self.ours or not source.strip()
        shown = blocks([o for o in _outputs(cell) if not _is_left_out(o)], self.room) if is_code else []
        if (ours and not shown) or len(section.others) >= MAX_OTHERS:
            return
        made = None if ours else self._shown(source, is_code)
        section.others.append(Other(made, shown, not is_code))

    def _mark(self, section: Section) -> None:
        assert section.exercise is not None
        section.checks += [self._check(cell) for cell in section.exercise.graded]
        said = self.marks.comments.get((self.course.name, section.exercise.name), "")
        section.comment = text.commented(said) if said else ""

    def _check(self, cell: Cell) -> ShownCheck:
        name, points = cell.name, cell.points
        row, mark = self.rows.get(name), self.marks.cells.get((self.course.name, name))
        words, machine = _words(row, mark)
        score = mark.score if mark else row.score if row else None
        outputs = self.tests.get(name, [])
        failed = row is not None and row.verdict not in (Verdict.PASSED, Verdict.FOLLOW_THROUGH)
        trace = _trace(outputs, self.own) if failed else ""
        shown = [
            output
            for output, after in zip(outputs, [*outputs[1:], {}], strict=False)
            if output.get("output_type") in ("stream", "display_data") and not _is_card(output, after)
        ]
        if row is not None and row.verdict is Verdict.PASSED:  # only says so once more
            shown = []
        found = [_found(finding) for finding in row.findings] if row else []
        if row is not None and row.not_written:  # the stub's own traceback and input would only be in the way
            return ShownCheck(name, score, points, words, machine, [ShownFinding(one.message) for one in found], "", [])
        return ShownCheck(name, score, points, words, machine, found, trace, blocks(shown, self.room))


def _notice(notebook: Any, result: NotebookResult | None) -> str:
    if notebook is not None:
        return ""
    why = next((note for note in result.notes if note.startswith(("damaged: ", NOT_HANDED_IN))), "") if result else ""
    if why.startswith("damaged: "):
        return f"This notebook could not be read: {text.neutral(why.removeprefix('damaged: '))[:300]}."
    return "This notebook was not handed in." if why else "There is nothing to show of this notebook."


def build(student: str, name: str, notebook: Any, entry: Entry | None, marks: Marks) -> Page:
    """The page of notebook `name`; `notebook` is the graded one, None where there is none."""
    course = course_notebook(name)
    result = next((one for one in entry.notebooks if one.notebook == name), None) if entry else None
    builder = _Builder(course, notebook, result, marks)
    builder.build()
    penalty = marks.penalties.get(name, 0.0)
    notice, wall = _notice(notebook, result), entry.wall if entry else ""
    late = marks.late.sentences.get(name, "")
    naming = naming_of(result.cells if result else ())
    return Page(text.neutral(student), course, builder.sections, builder.before, penalty, late, notice, wall, naming)


def notebook_html(page: Page) -> str:
    """The page as HTML."""
    return render("feedback.html.j2", page=page)
