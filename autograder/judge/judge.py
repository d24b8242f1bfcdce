"""The judge as the pipeline uses it: one engine a worker process, with one warm sandbox, for many submissions."""

from __future__ import annotations

import contextlib
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from autograder.course.declaration import declaration
from autograder.course.notebooks import course_notebook
from autograder.judge.follow_through import Ledger
from autograder.judge.memory import TOO_MUCH, give_back_memory, limited_memory
from autograder.judge.notebook import AroundTests, NotebookJudge, unseen
from autograder.judge.opaque import any_opaque
from autograder.judge.threads import one_thread
from autograder.sandbox.limits import Limits
from autograder.sandbox.policy import NAMESPACES
from autograder.verdicts import CellResult, NotebookResult, Verdict

if TYPE_CHECKING:
    from autograder.submission import Prepared


def judge_submission(
    sandbox: Any,
    submission: Prepared,
    seed: int,
    limits: Limits,
    follow_through: float = 1.0,
    every_cell: bool = False,
    around: AroundTests = unseen,
) -> list[NotebookResult]:
    """Judge the notebooks of a submission that are there, in the course's order.

    `sandbox`: an open autograder.sandbox.Sandbox. `follow_through`: the share of its marks that a test gets which
    passes only with the reference for earlier functions. `every_cell`: also those of the course that only show
    something. `around`: what each run of a test happens in. Raises only when machinery of ours failed.

    Where it turns out that one of these was looked for, all is judged anew with every cell, as if for the first time.
    """
    every_cell = every_cell or _own_file_is_opaque(submission)
    how = (sandbox, submission, seed, limits, follow_through)
    results, doubt = _judge(*how, every_cell, around)
    if doubt:
        results, _ = _judge(*how, True, around)
    give_back_memory()
    return results


def _own_file_is_opaque(submission: Prepared) -> bool:
    """Whether a module that the student handed in may look for names of the notebooks that it doesn't name."""
    own = [data for path, data in submission.files.items() if path.endswith(".py") and not path.startswith("lab/")]
    return any_opaque([data.decode("utf-8", "replace") for data in own])


def _judge(
    sandbox: Any,
    submission: Prepared,
    seed: int,
    limits: Limits,
    follow_through: float,
    every_cell: bool,
    around: AroundTests,
) -> tuple[list[NotebookResult], bool]:
    """The results, and whether a cell that was left out may have made another of one of them."""
    from autograder.checks import remarks
    from autograder.checks.seed import set_seed

    one_thread()
    set_seed(seed)
    remarks.taken(submission.student)  # whatever was left by the one before
    ledger, results, doubt = Ledger(follow_through), [], False
    with sandbox.submission(submission.files, limits) as inside, limited_memory():
        for prepared in submission.notebooks.values():
            if prepared.notebook is None:
                ledger.note_missing(course_notebook(prepared.name))
            else:
                try:
                    judge = NotebookJudge(prepared, inside, limits, ledger, every_cell, around)
                    result = judge.judge()
                    doubt = doubt or judge.doubt
                except MemoryError:
                    ledger.note_missing(course_notebook(prepared.name))
                    result = _too_large(prepared.name)
                result.notes.extend(remarks.taken(submission.student))
                results.append(result)
    return results, doubt


def _too_large(notebook: str) -> NotebookResult:
    """The result of a notebook at which we ran out of memory where no single cell could be blamed."""
    tests = course_notebook(notebook).tests
    cells = [CellResult(name, Verdict.MEMORY, 0.0, test.points) for name, test in tests.items()]
    return NotebookResult(notebook, cells, None, [TOO_MUCH])


class JudgeEngine:
    """Student code in the sandbox, behind `wall`, the tests outside it. A context manager."""

    def __init__(
        self,
        limits: Limits | None = None,
        follow_through: float = 1.0,
        every_cell: bool = False,
        wall: str = NAMESPACES,
        around: AroundTests = unseen,
    ) -> None:
        if not 0 <= follow_through <= 1:
            raise ValueError(f"follow_through is a share of the marks, from 0 to 1, and is {follow_through}")
        self._limits, self._wall = limits or Limits(), wall
        self._follow_through, self._every_cell, self._around = follow_through, every_cell, around
        self._open = contextlib.ExitStack()
        self._sandbox: Any = None

    def __enter__(self) -> Self:
        """Start the sandbox. Raises SandboxUnavailable, which says what to do."""
        from autograder.sandbox import open_sandbox

        declaration().make_ready()
        self._sandbox = self._open.enter_context(open_sandbox(wall=self._wall))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the sandbox and everything in it."""
        self._open.close()

    def run(self, submission: Prepared, seed: int) -> list[NotebookResult]:
        """Judge one submission; any exception means that our machinery failed."""
        how = (self._limits, self._follow_through, self._every_cell, self._around)
        return judge_submission(self._sandbox, submission, seed, *how)
