"""Judges one notebook: the student's cells run inside, in order; each test cell runs here, when its turn comes."""

from __future__ import annotations

import contextlib
import copy
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import nbformat
from lab.check.engine.findings import Finding
from nbformat import NotebookNode

from autograder.clean import clean_text
from autograder.course.layout import VALUES
from autograder.course.notebooks import Cell, course_notebook
from autograder.course.reference import reference
from autograder.course.sources import used_names
from autograder.judge import outputs
from autograder.judge.failures import Absent, ResultRefusedError, Stopped
from autograder.judge.follow_through import Ledger
from autograder.judge.guard import CHECK_SECONDS, bounded
from autograder.judge.left_out import left_out, looked_for
from autograder.judge.line import LineInside
from autograder.judge.marks import Mark, mark
from autograder.judge.master_namespace import large_arrays, namespace_of
from autograder.judge.present import present
from autograder.judge.process import NotebookProcess, OpenSubmission
from autograder.judge.run_test import CheckOutcome, run_test
from autograder.sandbox.limits import Limits
from autograder.verdicts import LEFT_OUT, CellResult, NotebookResult, Verdict

if TYPE_CHECKING:
    from autograder.submission import PreparedNotebook


_FINDINGS = 20  # of one test
_SLOW_SHARE = 0.25  # of its time, for a test of what is known to run out of it: right functions need a twentieth
_SMALL_SECONDS = 10.0  # wall time to put away what a test has lent, which takes no time at all
_NOTEBOOK_BYTES = 1_200_000  # of what its cells show; a perfect one with all of our figures has 980 kB
_REFUSED_CHILD = "[Errno 11] Resource temporarily unavailable"  # what Python says of a fork behind landlock
_FULL_CELLS = 16  # how many cells of a notebook may show as much as one may; a submission can have thousands


@dataclass
class _Ran:
    """How a student's cell ended."""

    source: str
    number: int
    seconds: float
    error: str = ""  # name of the exception
    stopped: Stopped | None = None


# Given the name of a test, what its run happens in: how somebody looks on who has to explain a mark.
AroundTests = Callable[[str], contextlib.AbstractContextManager[None]]


def unseen(test: str) -> contextlib.AbstractContextManager[None]:
    """Nobody looks on."""
    return contextlib.nullcontext()


class NotebookJudge:
    """One notebook of one submission, from its first cell to its last."""

    def __init__(
        self,
        prepared: PreparedNotebook,
        submission: OpenSubmission,
        limits: Limits,
        ledger: Ledger,
        every_cell: bool = False,
        around: AroundTests = unseen,
    ) -> None:
        self._prepared, self._around = prepared, around
        self._form = course_notebook(prepared.name)
        self._limits = limits
        self._ledger = ledger
        self._process = NotebookProcess(submission, prepared.name, limits)
        self._slow: set[str] = set()  # functions that were running, or may have been, when time ran out
        self._cells: dict[str, _Ran] = {}  # cells that have run, by name
        self._results: dict[str, CellResult] = {}
        self._notes: list[str] = []
        self._room = min(_NOTEBOOK_BYTES, _FULL_CELLS * limits.output_bytes)
        self._errors: list[str | None] = []  # what those of cells say; None: not shown, after too much else
        cells = prepared.notebook.cells if prepared.notebook is not None else []
        self._left_out = {} if every_cell else left_out(self._form, cells)

    @property
    def doubt(self) -> bool:
        """Whether something has looked for a name that only cells bind which were left out."""
        said = [finding["message"] for row in self._results.values() for finding in row.findings]
        return bool(self._left_out) and looked_for([*self._errors, *said], self._left_out)

    def judge(self) -> NotebookResult:
        """Run every cell; a row for each test cell, and the notebook with its outputs."""
        notebook: NotebookNode = copy.deepcopy(self._prepared.notebook)
        number = 0
        try:
            for index, cell in enumerate(notebook.cells):
                number += cell.cell_type == "code"
                if index in self._left_out:
                    cell.outputs = [nbformat.from_dict(outputs.stream(f"{LEFT_OUT}\n"))]
                elif cell.cell_type == "code":
                    self._cell(cell, number)
        finally:
            self._process.stop()
        self._note_children(notebook)
        rows = [self._results.get(name) or self._missing(test) for name, test in self._form.tests.items()]
        return NotebookResult(self._form.name, rows, notebook, self._notes)

    def _note_children(self, notebook: NotebookNode) -> None:
        """Tell the TA of processes that its code started, or was refused: what they do is seen by nobody."""
        shown = (str(cell.get("outputs", "")) for cell in notebook.cells)
        if self._process.had_children:
            self._notes.append("its code started other processes")
        elif self._process.alone and any(_REFUSED_CHILD in text for text in shown):
            self._notes.append("its code asked for a child process, which this wall does not allow")

    def _cell(self, cell: NotebookNode, number: int) -> None:
        known = self._form.recognise_node(cell)
        shown = self._test(known, number) if known and known.role == "test" else self._run(cell, known, number)
        cell.execution_count = number
        is_test = known is not None and known.role == "test"
        cell.outputs = [nbformat.from_dict(output) for output in self._kept(shown, is_test)]

    def _kept(self, shown: list[outputs.Output], is_test: bool) -> list[outputs.Output]:
        """What there is still room for in the notebook and in the submission; of what decides a mark, a few words."""
        kept: list[outputs.Output] = []
        for output in map(outputs.short, shown):
            decides = is_test and output["output_type"] in ("error", "execute_result")
            size = outputs.written(output)
            if (fits := size <= min(self._room, self._ledger.room)) or decides:
                kept.append(output if fits else outputs.brief(output))
                self._room -= size
                self._ledger.room -= size
            elif outputs.LEFT_OUT not in kept:
                kept.append(outputs.LEFT_OUT)
        return kept

    def _run(self, cell: NotebookNode, known: Cell | None, number: int) -> list[outputs.Output]:
        """Run a cell of the student's (or a locked one) inside. `known`: the released cell that it is, if it is one."""
        ran = _Ran(cell.source, number, (known and known.limit) or self._limits.cell_cpu_seconds)
        if known:
            self._cells[known.name] = ran
        try:
            ran.error, shown = self._process.run(cell.source, number, ran.seconds)
        except Stopped as stopped:
            ran.stopped = stopped
            if stopped.verdict is Verdict.TIMEOUT:
                self._slow |= self._uses(cell.source)
            return [outputs.error("Stopped", stopped.text, [f"Stopped: {stopped.text}"])]
        if ran.error:
            self._errors += [str(one["evalue"]) for one in shown if one["output_type"] == "error"] or [None]
        return shown

    def _test(self, test: Cell, number: int) -> list[outputs.Output]:
        """Decide a test cell, and give what its cell is to show."""
        started = time.monotonic()
        outcome = self._attempt(test, number)
        found = self._explained(mark(outcome, test.points, test.function), outcome, test)
        if found.verdict is Verdict.TIMEOUT:
            self._slow.add(test.function)
        if self._ledger.deserves(test.function, found) and self._is_written(test):
            outcome, found = self._followed_through(test, number, outcome, found)
        self._note(test, found, outcome, time.monotonic() - started)
        return present(outcome, found, test.points, number)

    def _followed_through(
        self, test: Cell, number: int, outcome: CheckOutcome, found: Mark
    ) -> tuple[CheckOutcome, Mark]:
        """What comes of a failed test with nothing wrong before it: what is to be shown, and its mark."""
        second, again = outcome, found
        for names in self._ledger.rounds(test.function):
            second = self._second_attempt(test, number, names)
            again = mark(second, test.points, test.function)
            if again.score and again.verdict in (Verdict.PASSED, Verdict.PARTIAL):
                second.outputs.insert(0, outputs.stream(self._said(test, found)))
                return second, again.times(self._ledger.share, Verdict.FOLLOW_THROUGH)
        said_more = again.verdict in (Verdict.WRONG, Verdict.ERROR) and again.findings
        if said_more and self._ledger.lost_before(test.function):
            return second, again  # the first run's findings may mix what is wrong here with what was wrong before
        return outcome, found

    def _note(self, test: Cell, found: Mark, outcome: CheckOutcome, seconds: float) -> None:
        self._ledger.note(test.name, test.function, found, test.points)
        findings = tuple(clean_finding(finding) for finding in found.findings[:_FINDINGS])
        row = CellResult(test.name, found.verdict, found.score, test.points, round(seconds, 3), findings)
        self._results.setdefault(test.name, row)
        if found.note:
            self._notes.append(f"{test.name}: {clean_text(found.note)}")
        if found.score is None and outcome.raised is not None:
            self._notes.append(clean_text("".join(traceback.format_exception(outcome.raised)))[-4000:])

    def _attempt(self, test: Cell, number: int) -> CheckOutcome:
        """Run a test against the student's names as they are now."""
        try:
            line = self._process.line(self._seconds(test))
        except Stopped as stopped:
            return CheckOutcome(raised=stopped)
        try:
            with self._process.stopping():
                return self._judge_on(line, test, number)
        except Stopped as stopped:
            return CheckOutcome(raised=stopped)

    def _judge_on(self, line: LineInside, test: Cell, number: int) -> CheckOutcome:
        outcome = CheckOutcome()
        line.show = self._collector(outcome, number)
        namespace = namespace_of(self._form.name)
        try:
            cpu_seconds = self._seconds(test) + CHECK_SECONDS
            with bounded(time.monotonic() + self._limits.wall(cpu_seconds), cpu_seconds):
                names = {name: line.get(name) for name in test.needs}
                with self._around(test.name):
                    run_test(test.master, f"<{test.name}>", namespace | names, outcome)
        except (Absent, ResultRefusedError) as raised:
            outcome.raised = raised
        if line.stopped is not None:
            outcome.raised = line.stopped
            self._process.stop()
        else:
            line.allow(_SMALL_SECONDS, _SMALL_SECONDS)
            line.request("forget")
            line.handles.forget()
        return outcome

    def _collector(self, outcome: CheckOutcome, number: int) -> Callable[[Any], None]:
        """Takes what the calls of one test cell show, as much of it as is kept of any cell."""
        left = self._limits.output_bytes

        def show(found: Any) -> None:
            nonlocal left
            if left > 0:
                new = outputs.checked(found, number, left)
                left -= outputs.size(found)
                outcome.outputs.extend(new if left > 0 else [*new, outputs.stream(f"{outputs.CUT}\n")])

        return show

    def _second_attempt(self, test: Cell, number: int, names: list[str]) -> CheckOutcome:
        """Run a test again, with the reference for these earlier functions."""
        try:
            line = self._process.line(self._second_seconds(test))
        except Stopped as stopped:
            return CheckOutcome(raised=stopped)
        try:
            with self._process.stopping():
                self._replace_earlier(line, test, names)
                outcome = self._judge_on(line, test, number)
                if line.stopped is None:
                    line.request("restore")
                return outcome
        except Stopped as stopped:
            return CheckOutcome(raised=stopped)

    def _replace_earlier(self, line: LineInside, test: Cell, names: list[str]) -> None:
        """Bind the references, and run the tested name's own cell again.

        It may have taken hold of an earlier function, as a default argument or to compute a value.
        """
        references = {name: getattr(reference(), name) for name in names}
        shared = {}
        if test.function in VALUES:
            arrays = large_arrays(self._form.name)
            shared = {name: line.handles.give(array).id for name, array in arrays.items()}
        line.request("bind", references, shared)
        cell = self._cells.get(self._form.defined_in.get(test.function, ""))
        if cell is not None and cell.error != "SyntaxError" and cell.stopped is None:
            self._process.run_again(cell.source, cell.number)

    def _is_written(self, test: Cell) -> bool:
        """Whether there is anything to run again; of what is not written a second run could only say so once more."""
        cell = self._form.defined_in.get(test.function, "")
        return cell not in self._prepared.unanswered | self._prepared.absent

    def _explained(self, found: Mark, outcome: CheckOutcome, test: Cell) -> Mark:
        """Say why a name is absent: deleted, or its cell stopped."""
        if not isinstance(outcome.raised, Absent):
            return found
        cell = self._form.defined_in.get(outcome.raised.name, "")
        if cell in self._prepared.absent:
            return Mark(Verdict.MISSING, 0.0, (Finding(test.function, "missing", "its cell was deleted"),))
        ran = self._cells.get(cell)
        if ran is not None and ran.stopped is not None:
            outcome.raised = ran.stopped
            return mark(outcome, test.points, test.function)
        if ran is not None and ran.error:
            text = f"{outcome.raised}: its cell ended with {clean_text(ran.error)}"
            return Mark(Verdict.ERROR, 0.0, (Finding(test.function, "not_defined", text),))
        return found

    def _said(self, test: Cell, found: Mark) -> str:
        lost = [name for name in self._ledger.stand_ins(test.function) if name in self._ledger.lost]
        if lost:
            return (
                f"Follow-through: with the course's own version of the earlier functions ({', '.join(lost)} lost "
                f"marks of their own), this is right.\n"
            )
        how = "".join(f" Together: {clean_text(finding.message)[:500]}." for finding in found.findings[:1])
        return (
            "Follow-through: with the course's own version of the earlier functions, this is right. Yours are right "
            f"one by one, but do not fit together.{how}\n"
        )

    def _missing(self, test: Cell) -> CellResult:
        return CellResult(test.name, Verdict.MISSING, 0.0, test.points)

    def _seconds(self, test: Cell) -> float:
        """The processor time for a test; little for one of a function that has run out of time before."""
        return (test.limit or self._limits.cell_cpu_seconds) * self._share(test)

    def _second_seconds(self, test: Cell) -> float:
        cell = self._cells.get(self._form.defined_in.get(test.function, ""))
        return max(self._seconds(test), cell.seconds * self._share(test) if cell else 0.0)

    def _share(self, test: Cell) -> float:
        return _SLOW_SHARE if test.function in self._slow else 1.0

    def _uses(self, source: str) -> set[str]:
        """The student's functions that a cell reads; none that can be found in a cell with a magic command."""
        with contextlib.suppress(SyntaxError, ValueError, RecursionError):
            return {name for name in used_names(source) if name in self._form.defined_in}
        return set()


def clean_finding(finding: Finding) -> dict[str, Any]:
    """A finding as plain values, its texts harmless and not endless: a student's exception may be quoted in it."""
    fields = finding.as_dict()
    return {key: clean_text(text[:8_000])[:4_000] if isinstance(text, str) else text for key, text in fields.items()}
