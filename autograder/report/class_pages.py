"""The class report as a page and as plain text, and the two files that hold them."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from markupsafe import Markup

from autograder.course.layout import ASSIGNMENT
from autograder.course.notebooks import course_notebook
from autograder.errors import UserError
from autograder.grading.write import read_run
from autograder.ledger.files import for_its_owner_only, write_atomically
from autograder.ledger.ledger import settle
from autograder.report.class_report import GROUPS, ClassReport
from autograder.report.pages import number, render
from autograder.words import counted


def stacked(counts: tuple[int, ...]) -> Markup:
    """One cell's outcomes as a bar; the numbers stand beside it."""
    total, x, parts = sum(counts) or 1, 0.0, ['<svg class="stack" aria-hidden="true" viewBox="0 0 100 10"'
                                            ' preserveAspectRatio="none">']  # fmt: skip
    for (_, tone, _), count in zip(GROUPS, counts, strict=True):
        if count:
            share = 100 * count / total
            parts.append(f'<rect class="{tone}" x="{x:.2f}" width="{share:.2f}" height="10"/>')
            x += share
    return Markup("".join(parts) + "</svg>")


def as_html(report: ClassReport) -> str:
    """The whole page."""
    return render(
        "report.html.j2",
        report=report,
        groups=GROUPS,
        most=max(count for _, count in report.histogram),
        stacked=stacked,
        course=course_notebook,
    )


def _lines(rows: list[tuple[str, ...]]) -> list[str]:
    """Rows as columns, the first to the left, the others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    made = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        made.append("  ".join(cells).rstrip())
    return made


def _cells(report: ClassReport) -> list[str]:
    used = report.groups
    head = ("", *(GROUPS[i][0] for i in used), "mean", "of")
    rows = [
        (row.cell, *(str(row.counts[i] or "·") for i in used), number(row.mean), number(row.points))
        for row in report.cells
    ]
    return _lines([head, *rows])


def as_text(report: ClassReport) -> str:
    """The same for a terminal or a mail."""
    summary = ", ".join(f"{name} {number(value)}" for name, value in report.summary.items())
    most = max(count for _, count in report.histogram)
    bars = [(name, "█" * round(40 * count / most) + (f" {count}" if count else "")) for name, count in report.histogram]
    width = max(len(name) for name, _ in bars)
    lines = [f"{counted(report.count, 'student')}, marks of {number(sum(report.points))}: {summary}", ""]
    lines += [f"{name:>{width}}  {bar}".rstrip() for name, bar in bars]
    lines += ["", "Exercises", "", *_cells(report), "", "Most common causes", ""]
    for cause in report.causes:
        lines.append(f"{cause.students:4}  {cause.function}: {cause.name}")
        lines += [f"      {cause.hint}"] if cause.hint else []
    if any(count for _, count in report.naming):
        lines += ["", "Causes: " + ", ".join(f"{count} {how}" for how, count in report.naming)]
    if report.unwritten:
        left = ", ".join(f"{name} {count}" for name, count in report.unwritten)
        lines += ["", f"Not written yet (students): {left}"]
    lines += ["", "To look at", ""]
    for eye in report.eyes:
        lines.append(f"{eye.student.shown}: {', '.join(eye.reasons) or 'notes'}")
        lines += [f"      {note}" for note in eye.notes]
    if report.unlisted:
        lines.append(f"… and {report.unlisted:,} more")
    if report.to_mark:
        names = ", ".join(who.shown for who in report.to_mark) + " …" * bool(report.to_mark.more)
        lines += ["", f"{len(report.to_mark)} written answers to mark: {names}"]
    return "\n".join([*lines, ""])


class _Pages(Container[str]):
    """The students whose feedback lies beside the report."""

    def __init__(self, output: Path) -> None:
        self._base = output / "feedback"

    def __contains__(self, student: object) -> bool:
        return (self._base / str(student) / ASSIGNMENT / "index.html").is_file()


@for_its_owner_only()
def write_report(output: Path) -> ClassReport:
    """Write report.html and report.txt into a folder that `autograder grade` wrote.

    Raises UserError, naming the file, for a folder that is not a graded one, or is damaged.
    """
    students = settle(output).students
    if not students:
        raise UserError(f"Nobody has been graded in {output}.", remedy="Grade some submissions first.")
    report = ClassReport(students, read_run(output), _Pages(output))
    try:
        write_atomically(output / "report.html", as_html(report).encode())
        write_atomically(output / "report.txt", as_text(report).encode())
    except OSError as error:
        raise UserError(f"{output} can't be written to.", error.strerror or "", "Make it writable.") from error
    return report
