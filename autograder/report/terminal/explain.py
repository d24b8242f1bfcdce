"""What `autograder explain` prints: everything that one check saw, for whoever answers an appeal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from autograder.errors import Exit
from autograder.grading.explain import Explanation, SeenCase, explain
from autograder.grading.write import read_run
from autograder.ledger.files import for_its_owner_only
from autograder.verdicts import Verdict

_RIGHT = (Verdict.PASSED, Verdict.FOLLOW_THROUGH)


@for_its_owner_only()
def show_explanation(
    output: Path, student: str, cell: str, more: int, submissions: Path | None, wall: str | None
) -> Exit:
    """Run one check again, with the seed of the run and with others, and print what it saw; the exit code."""
    console = Console(highlight=False, soft_wrap=True, markup=False)
    seed = int(read_run(output).get("seed") or 0)
    first, *others = explain(output, student, cell, [seed, *range(seed + 1, seed + 1 + more)], submissions, wall)
    console.print(f"{student}, {cell}, seed {seed}: {_outcome(first)}")
    for finding in first.row.findings[:1]:
        console.print(f"  cause: {finding['cause']}\n  {finding['message']}")
        if finding.get("hint"):
            console.print(f"  what the student was asked: {finding['hint']}")
    wrong = [case for case in first.cases if not case.right]
    for case in wrong or first.cases[:1]:
        _show(console, case)
    if not first.cases:
        console.print("This check compares nothing case by case: what it says stands above.")
    elif wrong:
        console.print(f"\n{len(wrong)} of its {len(first.cases)} inputs are wrong.")
    _show_others(console, others)
    return Exit.OK


def _outcome(found: Explanation) -> str:
    score = "–" if found.row.score is None else f"{found.row.score:g}"
    return f"{found.row.verdict.value}, {score} of {found.row.max_score:g}"


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ")


def _show(console: Console, case: SeenCase) -> None:
    console.print(f"\n{'right' if case.right else 'WRONG'}: {case.words}")
    console.print(f"  inputs\n    {_indented(case.inputs)}")
    console.print(f"  the student's value\n    {_indented(case.theirs)}")
    console.print(f"  ours\n    {_indented(case.ours)}")
    if case.worst:
        worst = case.worst
        console.print(f"  worst entry: {worst.where}: {worst.theirs:.10g}, ours {worst.ours:.10g}")
        console.print(f"  apart by {worst.apart:.3g}, allowed {worst.allowed:.3g}")


def _show_others(console: Console, others: list[Explanation]) -> None:
    if not others:
        return
    right = [one for one in others if one.row.verdict in _RIGHT]
    console.print(f"\nThe same check on {len(others)} more seeds: right on {len(right)}.")
    for one in others:
        if one not in right:
            said = [str(finding["message"]).splitlines()[0] for finding in one.row.findings[:1]]
            console.print(": ".join([f"  seed {one.seed}", _outcome(one), *said]))
