"""`autograder collect`: from what a platform gives to nbgrader's layout, `<student>/backpropagation/*.ipynb`.

Every file of every source is a row of collected.csv, which says what became of it. A student's folder is written
beside its place and moved there when it is whole.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field
from pathlib import Path

from autograder.course.layout import ASSIGNMENT
from autograder.errors import Exit, UserError
from autograder.grading.account import COLLECTED, NAMES
from autograder.grading.collect import student_name
from autograder.grading.left_about import NBGRADERS, TIME_FILE, is_left_about
from autograder.ledger.files import for_its_owner_only, write_atomically
from autograder.ledger.people import NOBODY
from autograder.lms.archive import Files, RefusedError, open_source
from autograder.lms.gradescope import METADATA, people
from autograder.lms.incoming import Handed, Submission, assemble
from autograder.lms.layouts import Claim, Layout, Person, by_folder, gradescope, shared_folder, sniff
from autograder.lms.roster import Roster, Unmatched
from autograder.spreadsheets import made, plain
from autograder.words import counted

HEADER = [
    "student", "name", "platform", "number", "source", "file", "notebook", "outcome", "late", "handed_in", "code",
    *NAMES,
]  # fmt: skip
_PARTIAL = ".partial-"


@dataclass
class StudentLine:
    """One student, as the table shows it."""

    student: str
    submission: Submission
    source: str
    time: str = ""
    became: str = "new"  # "new", "unchanged", "replaced", or "kept: …"
    packed_as: str = ""  # the id that was typed, where it is another student's on the roster


@dataclass
class Report:
    """What was collected."""

    lines: list[StudentLine] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)  # file, why: a person has to look
    sources: list[str] = field(default_factory=list)  # what each source was, in a sentence
    rows: list[list[str]] = field(default_factory=list)
    roster: Roster | None = None

    @property
    def missing(self) -> list[str]:
        """Who is on the roster, and has handed in nothing."""
        there = {line.student for line in self.lines}
        return [name for name in self.roster.students if name not in there] if self.roster else []

    @property
    def exit_code(self) -> Exit:
        """0 when every file is explained."""
        return Exit.DIFFERENT if self.problems else Exit.OK


def _own_name(source: Path) -> str:
    return source.stem if source.is_file() else source.resolve().name


def _alone(source: Path, paths: list[str]) -> bool:
    """Whether the source is one student's own: notebooks lie in it, and nothing above says whose they are."""
    return any(path.endswith(".ipynb") and "/" not in path for path in paths) or (
        bool(paths) and all(path.startswith(f"{ASSIGNMENT}/") for path in paths)
    )


def _one_student(source: Path) -> Layout:
    name = _own_name(source)
    claim = sniff([f"{name}.zip"])(f"{name}.zip")
    person = claim.person if claim else Person("folders", name=name)
    return lambda path: Claim(person, path)


def _layout(source: Path, files: Files) -> tuple[Layout, str]:
    """How this source names things, and the folders that all of it is packed in."""
    paths = [item.path for item in files.items if not is_left_about(item.path)]
    metadata = [item for item in files.items if item.path.rpartition("/")[2] == METADATA]
    if metadata:
        try:
            return gradescope(people(min(metadata, key=lambda item: len(item.path)))), ""
        except RefusedError as error:
            files.refused.append((metadata[0].path, str(error)))
    within = shared_folder(paths)
    bare = [path.removeprefix(within) for path in paths]
    layout = sniff(bare)
    if layout is by_folder and _alone(source, bare):
        return _one_student(source), within
    return layout, within


def _grouped(source: Path, files: Files, report: Report) -> dict[Person, list[Handed]]:
    """The files of a source by person; what nobody can be named for becomes a problem."""
    layout, within = _layout(source, files)
    found: dict[Person, list[Handed]] = {}
    for path, why in files.refused:
        report.problems.append((f"{source.name}: {path}", f"not taken: {why}"))
        report.rows.append(["", "", "", "", source.name, path, "", f"not taken: {why}", *[""] * 6])
    for item in files.items:
        claim = layout(item.path.removeprefix(within))
        if claim:
            for person in (claim.person, *claim.person.partners):
                found.setdefault(person, []).append(Handed(claim, item))
        elif not is_left_about(item.path) and item.path.rpartition("/")[2] != METADATA:
            why = "not taken: nothing in its name says whose it is"
            report.problems.append((f"{source.name}: {item.path}", why))
            report.rows.append(["", "", "", "", source.name, item.path, "", why, *[""] * 6])
    return found


def _called(person: Person, roster: Roster | None) -> str:
    """What a student is called here. Raises Unmatched."""
    if roster:
        return roster.find(person).called
    if person.platform in ("Canvas", "Moodle"):
        return "_".join(filter(None, (person.name, person.number)))
    return person.number or next(iter(person.aliases), "") or person.name


def _another(typed: str, student: str, roster: Roster | None) -> str:
    """The id that was typed when the zip was packed, if the roster knows it as another student's."""
    try:
        found = roster.find(Person("", aliases=(typed,))).called if roster and typed else student
    except Unmatched:
        return ""
    return "" if found == student else typed


def _nbgraders_own(source: Path, handed: list[Handed]) -> dict[str, bytes]:
    """The time stamp and the secret that nbgrader put into a folder of its own layout; elsewhere a student may have."""
    found = {}
    for one in handed:
        folder, _, name = one.claim.file.rpartition("/")
        if source.is_dir() and folder == ASSIGNMENT and name in NBGRADERS:
            found[name] = one.item.read(1000)
    return found


def _time(files: dict[str, bytes], person: Person, roster: Roster | None) -> str:
    """When it was handed in, as far as anybody but the student says so."""
    stamped = files.get(TIME_FILE, b"").decode("utf-8", "replace").strip()
    known = roster.find(person).time if roster else ""
    return stamped or person.time or known


def _files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _write(to: Path, student: str, files: dict[str, bytes]) -> str:
    """Put a student's files in place; what that was: new, unchanged, replaced, or kept because it is newer."""
    target = to / student
    there = _files_in(target / ASSIGNMENT) if target.is_dir() else None
    if there == files:
        return "unchanged"
    now, before = (found.get(TIME_FILE, b"").decode("utf-8", "replace").strip() for found in (files, there or {}))
    if now < before and now.endswith("UTC") and before.endswith("UTC"):
        return "kept: what is there was handed in later"
    beside = Path(tempfile.mkdtemp(prefix=_PARTIAL, dir=to))
    try:
        for path, data in files.items():
            place = beside / "new" / ASSIGNMENT / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        if target.exists():
            target.rename(beside / "old")
        (beside / "new").rename(target)
    finally:
        shutil.rmtree(beside)
    return "new" if there is None else "replaced"


def _place(source: Path, submission: Submission, handed: list[Handed], to: Path, report: Report) -> StudentLine:
    """Write one person's files to the student's folder. Raises Unmatched, RefusedError: nothing was written."""
    student = student_name(_called(submission.person, report.roster))
    if not student or student.startswith(".") or "/" in student:
        raise Unmatched(f"{student or 'nothing'} is no name for a folder")
    if not submission.notebooks:
        raise Unmatched("no notebook in it")
    same = [line for line in report.lines if line.student == student]
    if any(line.source == source.name for line in same):
        raise Unmatched(f"{student} is in {source.name} twice; leave one")
    ours = _nbgraders_own(source, handed)
    time = _time(ours, submission.person, report.roster)
    files = submission.files | ours | ({TIME_FILE: f"{time}\n".encode()} if time else {})
    packed_as = _another(submission.typed, student, report.roster)
    line = StudentLine(student, submission, source.name, time, _write(to, student, files), packed_as)
    if not line.became.startswith("kept"):
        report.lines = [other for other in report.lines if other not in same]
    return line


def _take(source: Path, person: Person, handed: list[Handed], to: Path, report: Report) -> None:
    """One person's files, to their folder and to the report."""
    submission = assemble(person, handed)
    report.problems += [(f"{source.name}: {one.where}", one.what) for one in submission.outcomes if one.unexplained]
    student = time = failed = ""
    try:
        line = _place(source, submission, handed, to, report)
        student, time = line.student, line.time
        if not any(other.student == student for other in report.lines):
            report.lines.append(line)
    except (Unmatched, RefusedError) as error:
        failed = f"not taken: {error}"
        report.problems.append((f"{source.name}: {person.known_as}", failed))
    late = "LATE" if submission.late else ""
    named = report.roster.named(student) if report.roster and student else NOBODY
    for one in submission.outcomes:
        report.rows.append([
            student, person.name, person.platform, person.number, source.name, one.where, one.notebook,
            failed or one.what, late, time, "" if failed else submission.code, *astuple(named),
        ])  # fmt: skip


def _rows_of_others(to: Path, rows: list[list[str]]) -> list[list[str]]:
    """What was noted before of other sources and other students: a late batch takes nobody's record away."""
    try:
        with (to / COLLECTED).open(encoding="utf-8", newline="") as table:
            before = [[plain(value) for value in row] for row in csv.reader(table)][1:]
    except OSError:
        return []
    students, sources = {row[0] for row in rows} - {""}, {row[4] for row in rows}
    whole = [row for row in before if len(row) == len(HEADER)]
    return [row for row in whole if row[0] not in students and row[4] not in sources]


def _sources(given: list[Path]) -> Iterator[Path]:
    for source in given:
        if not source.exists():
            raise UserError(f"There is no {source}.", remedy="Give the zip or folder that you downloaded.")
        yield source


def _say(source: Path, found: dict[Person, list[Handed]], before: int, report: Report) -> str:
    platforms = sorted({person.platform for person in found}) or ["nothing that is understood"]
    lines = report.lines[before:]
    late = sum(line.submission.late for line in lines)
    notebooks = sum(len(line.submission.notebooks) for line in lines)
    said = (
        f"{source.name}: {' and '.join(platforms)}, {counted(len(lines), 'student')}, {counted(notebooks, 'notebook')}"
    )
    return f"{said}, {late} late" if late else said


def _prepare(to: Path) -> None:
    try:
        to.mkdir(parents=True, exist_ok=True)
        for leftover in to.glob(f"{_PARTIAL}*"):  # of a run that was killed
            shutil.rmtree(leftover)
    except OSError as error:
        remedy = "Give --to a folder that you may write to."
        raise UserError(f"{to} can't be written to.", error.strerror or "", remedy) from error


@for_its_owner_only()
def collect_sources(given: list[Path], to: Path, roster: Roster | None = None) -> Report:
    """Collect all sources into `to`. Raises UserError for a source, or a place, that can't be used at all."""
    sources = list(_sources(given))
    _prepare(to)
    report = Report(roster=roster)
    try:
        for source in sources:
            before = len(report.lines)
            with open_source(source) as files:
                found = _grouped(source, files, report)
                for person in sorted(found, key=lambda person: (person.name, person.number, person.aliases)):
                    _take(source, person, found[person], to, report)
            report.sources.append(_say(source, found, before, report))
        write_atomically(to / COLLECTED, made(HEADER, sorted([*report.rows, *_rows_of_others(to, report.rows)])))
    except OSError as error:
        remedy = "Make room, or give --to another folder, and run this again: what is there is whole."
        raise UserError(f"{error.filename or to} can't be written.", error.strerror or "", remedy) from error
    return report
