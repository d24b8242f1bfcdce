"""Engine number one: every notebook in a fresh Jupyter kernel, by nbclient, the checks run in the student's process.

This is what stock nbgrader does, and it protects against mistakes only: a submission can read the checks, forge its
results and touch whatever the user who grades can touch. It serves `--unsafe-no-sandbox`, and as the yardstick that
the judge is held to on honest work.

Marks are read so that doubt never becomes points: an error, a reply that is not "ok", a dead kernel, a time limit
or a result that is no number between 0 and the maximum all give 0. What stands on stderr is ignored.
"""

from __future__ import annotations

import asyncio
import math
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from autograder.course.layout import ASSIGNMENT, DATA
from autograder.course.notebooks import Cell, released_notebook
from autograder.sandbox.limits import Limits
from autograder.submission import Prepared, PreparedNotebook
from autograder.verdicts import CellResult, NotebookResult, Verdict

GRACE = 2.0  # seconds that an interrupted cell gets to end
DEFAULT_LIMIT = Limits().cell_seconds
RESTARTS = 12  # kernels that one notebook may use up beyond its first
_WRONG = {"CheckFailed", "AssertionError"}


@dataclass
class _Outcome:
    """How one cell ended: the name of its exception, or "timeout", "dead", or "" when all went well."""

    error: str = ""
    text: str = ""
    seconds: float = 0.0


def partial_mark(outputs: list[Any], most: float) -> float | None:
    """The mark that a check's last value gives; None if it gave none, NaN for a value that is no mark."""
    results = [output for output in outputs if output.get("output_type") == "execute_result"]
    if not results:
        return None
    text = results[-1].get("data", {}).get("text/plain", "")
    text = "".join(text) if isinstance(text, list) else str(text)
    try:
        mark = float(text.removeprefix("np.float64(").removesuffix(")"))
    except ValueError:
        return math.nan
    return mark if 0 <= mark <= most else math.nan


def row(cell: Cell, outcome: _Outcome, outputs: list[Any], absent: set[str]) -> CellResult:
    """The result of one check."""

    def result(verdict: Verdict, score: float = 0.0) -> CellResult:
        return CellResult(cell.name, verdict, score, cell.points, round(outcome.seconds, 3))

    if outcome.error == "timeout":
        return result(Verdict.TIMEOUT)
    if outcome.error == "dead":
        return result(Verdict.CRASHED)
    errors = [output for output in outputs if output.get("output_type") == "error"]
    ename = outcome.error or (errors[0].get("ename", "Error") if errors else "")
    if ename == "NameError" and absent:
        return result(Verdict.MISSING)
    if ename:
        return result(Verdict.WRONG if ename in _WRONG else Verdict.ERROR)
    mark = partial_mark(outputs, cell.points)
    if mark is None or mark == cell.points:
        return result(Verdict.PASSED, cell.points)
    if math.isnan(mark):
        return result(Verdict.ERROR)
    return result(Verdict.PARTIAL if mark else Verdict.WRONG, mark)


@dataclass
class _Run:
    """One notebook on its way through a kernel."""

    client: NotebookClient
    environment: Mapping[str, str]
    sockets: Path
    most_seconds: float
    restarts: int = 0
    done: list[int] = field(default_factory=list)  # cells to run again in a new kernel

    async def start(self) -> None:
        """A fresh kernel, ready."""
        manager = self.client.create_kernel_manager()
        # sockets in the private folder rather than ports that any user of the machine can connect to
        manager.transport, manager.ip = "ipc", str(self.sockets / f"kernel{self.restarts}")
        await self.client.async_start_new_kernel(env=dict(self.environment), stderr=subprocess.DEVNULL)
        await self.client.async_start_new_kernel_client()

    async def stop(self) -> None:
        """End the kernel, whatever state it is in."""
        with suppress(RuntimeError):
            if self.client.kc:
                self.client.kc.stop_channels()
        if self.client.km:
            await self.client.km.shutdown_kernel(now=True)

    async def cell(self, index: int, limit: float) -> _Outcome:
        """Run one cell, for `limit` seconds at most."""
        cell, begun, outcome = self.client.nb.cells[index], time.perf_counter(), _Outcome()
        limit = min(limit, self.most_seconds)
        self.client.timeout = limit
        try:
            await self.client.async_execute_cell(cell, index)
        except CellExecutionError as error:
            outcome = _Outcome(error.ename or "Error", error.evalue or "")
        except CellTimeoutError:
            outcome = _Outcome("timeout", f"stopped after {limit:g} seconds")
        except DeadKernelError:
            outcome = _Outcome("dead", "the kernel died")
        outcome.seconds = time.perf_counter() - begun
        return outcome

    async def recover(self, outcome: _Outcome) -> bool:
        """Get a usable kernel back after a cell that hung or killed it; False when there have been too many."""
        if outcome.error == "timeout":
            await self.client.km.interrupt_kernel()
            if await self._answers():
                return True
        if self.restarts == RESTARTS:
            return False
        self.restarts += 1
        await self.stop()
        await self.start()
        for index in list(self.done):
            kept = list(self.client.nb.cells[index].outputs)
            again = await self.cell(index, DEFAULT_LIMIT)
            self.client.nb.cells[index].outputs = kept
            if again.error in ("timeout", "dead"):
                return False
        return True

    async def _answers(self) -> bool:
        """Whether the kernel takes new work within the grace period."""
        client = self.client.kc
        wanted = client.kernel_info()
        deadline = time.monotonic() + GRACE
        while time.monotonic() < deadline:
            with suppress(Exception):  # queue.Empty, or a half-closed channel: ask again until the deadline
                reply = await client.get_shell_msg(timeout=deadline - time.monotonic())
                if reply["parent_header"].get("msg_id") == wanted:
                    return True
        return False


async def _run_notebook(prepared: PreparedNotebook, folder: Path, seed: int, most: float) -> NotebookResult:
    form, notebook = released_notebook(prepared.name), prepared.notebook
    assert notebook is not None
    environment = os.environ | {"AUTOGRADER_SEED": str(seed), "NBGRADER_EXECUTION": "autograde"}
    client = NotebookClient(
        notebook, kernel_name="python3", resources={"metadata": {"path": str(folder)}}, startup_timeout=120
    )
    run, rows, lost = _Run(client, environment, folder.parent.parent, most), [], ""
    await run.start()
    try:
        for index, cell in enumerate(notebook.cells):
            if cell.cell_type != "code":
                continue
            known = form.by_id.get(cell.id)
            outcome = _Outcome(lost) if lost else await _run_cell(run, index, cell, known)
            if known and known.role == "test":
                rows.append(row(known, outcome, cell.outputs, _absent(prepared, known)))
            if outcome.error in ("timeout", "dead") and not lost and not await run.recover(outcome):
                lost = outcome.error
    finally:
        await run.stop()
    return NotebookResult(form.name, rows, notebook)


async def _run_cell(run: _Run, index: int, cell: NotebookNode, known: Cell | None) -> _Outcome:
    """Run a cell; a check from its master, with the hidden part, which does not stay in the notebook."""
    released = cell.source
    if known and known.role == "test":
        cell.source = known.master
    outcome = await run.cell(index, (known and known.limit) or DEFAULT_LIMIT)
    cell.source = released
    if outcome.error in ("timeout", "dead"):
        cell.outputs.append(_note(outcome))
    elif not known or known.role != "test":
        run.done.append(index)
    return outcome


def _note(outcome: _Outcome) -> NotebookNode:
    name = {"timeout": "TimeLimit", "dead": "Crashed"}[outcome.error]
    return NotebookNode(output_type="error", ename=name, evalue=outcome.text, traceback=[f"{name}: {outcome.text}"])


def _absent(prepared: PreparedNotebook, check: Cell) -> set[str]:
    """The exercise of this check, if the student deleted its cell."""
    exercises = released_notebook(prepared.name).exercises
    return {exercise.name for exercise in exercises if check in exercise.graded} & prepared.absent


class KernelEngine:
    """Runs notebooks in Jupyter kernels, one after the other, in a private folder.

    No cell gets more than `most_seconds`, whatever its own limit.
    """

    def __init__(self, most_seconds: float = math.inf) -> None:
        self._most_seconds = most_seconds

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def run(self, submission: Prepared, seed: int) -> list[NotebookResult]:
        """Run every notebook that is there."""
        root = Path(tempfile.mkdtemp(prefix="autograder-"))
        try:
            folder = root / "notebooks" / ASSIGNMENT
            for path, data in submission.files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
            (root / "data").symlink_to(DATA)
            return [
                asyncio.run(_run_notebook(prepared, folder, seed, self._most_seconds))
                for prepared in submission.notebooks.values()
                if prepared.notebook is not None
            ]
        finally:
            shutil.rmtree(root, ignore_errors=True)
