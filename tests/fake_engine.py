"""An engine that runs nothing, to test all that is around an engine: what it does, a submission's cells say.

In the source of a solution cell:  # wrong  # raise  # exit  # hang  # slow  # score <number>  # lose
    # seed (right for odd seeds)  # environment (what FAKE_ENGINE_SCORE says, 0 to 1)
Each run of a submission is noted as a line in the file that FAKE_ENGINE_LOG names, if it is set.
"""

import os
import re
import time
from dataclasses import replace
from pathlib import Path

from autograder.course.notebooks import released_notebook
from autograder.verdicts import CellResult, NotebookResult, Verdict

WISH = re.compile(r"# (wrong|raise|exit|hang|slow|lose|seed|environment|score .*)")


def log(line):
    if path := os.environ.get("FAKE_ENGINE_LOG"):
        with Path(path).open("a") as file:
            file.write(line + "\n")


class FakeEngine:
    """Gives full marks, but for what the cells ask for."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        log("closed")

    def run(self, submission, seed):
        log(f"run {submission.student} {seed}")
        present = [prepared for prepared in submission.notebooks.values() if prepared.notebook is not None]
        return [self._notebook(prepared, seed) for prepared in present]

    def _notebook(self, prepared, seed):
        rows = []
        wish = ""
        for cell in prepared.notebook.cells:
            wish = (
                re.findall(r"# (wrong|raise|exit|hang|slow|lose|seed|environment|score .*)", cell.source) or [wish]
            )[-1]
            marks = cell.metadata.get("nbgrader", {})
            if marks.get("grade") and not marks.get("solution"):
                rows += self._rows(released_notebook(prepared.name).by_name[marks["grade_id"]], wish, seed)
                wish = ""
            if cell.cell_type == "code":
                cell.outputs = []
        return NotebookResult(prepared.name, rows, prepared.notebook)

    def _rows(self, cell, wish, seed):
        if wish == "raise":
            raise RuntimeError("the engine broke")
        if wish == "exit":
            os._exit(9)
        if wish in ("hang", "slow"):
            time.sleep(3600 if wish == "hang" else 0.3)
        if wish == "lose":
            return []
        score = 0.0 if wish == "wrong" else cell.points
        if wish == "seed":
            score *= seed % 2
        if wish == "environment":
            score *= float(os.environ["FAKE_ENGINE_SCORE"])
        if wish.startswith("score "):
            score = float(wish.removeprefix("score "))
        verdict = Verdict.PASSED if score == cell.points else Verdict.WRONG
        return [CellResult(cell.name, verdict, score, cell.points, 0.001)]


class Strict(FakeEngine):
    """The fake engine, with checks that can change: those named here give half of the points."""

    changed: frozenset[str] = frozenset()

    def run(self, submission, seed: int):
        results = super().run(submission, seed)
        for result in results:
            rows = [(row, 0.5 if row.cell in self.changed else 1.0) for row in result.cells]
            result.cells = [replace(row, score=row.score * share) for row, share in rows]
        return results


class Inline:
    """In place of the pool of worker processes: this process."""

    def __init__(self, worker, jobs):
        self.worker = worker

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    notes: tuple[str, ...] = ()

    def under_way(self):
        return {}

    def run(self, tasks, tick=None):
        with self.worker() as grade:
            yield from map(grade, tasks)


def patch(monkeypatch):
    """Have `autograder grade` use this engine."""
    from autograder.grading import run, worker

    monkeypatch.setattr(worker, "make_engine", lambda *_: FakeEngine())
    monkeypatch.setattr(run, "choose", lambda asked: asked or "namespaces")
