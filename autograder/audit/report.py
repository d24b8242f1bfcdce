"""The audit on paper: docs/how_good_are_the_checks.md, and a shorter form for the terminal.

The document holds counts only, no times, so the same seed gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table

from autograder.audit import scores as scoring
from autograder.audit.catalogue import SEEDS
from autograder.audit.run import ONE_IN, PAIRS, Audit
from autograder.backpropagation.survivors import reason
from autograder.checks.mistakes import catalogue, mistakes_of, models
from autograder.course.layout import ROOT

DOCUMENT = ROOT / "docs" / "how_good_are_the_checks.md"
MISTAKES = ROOT / "docs" / "known_mistakes.md"

_INTRO = """# How good are the checks?

A grader is a program, and has mistakes of its own: it passes wrong code, and it fails right code. So ours is measured,
with wrong code and with right code, and these are its scores. `autograder audit --write` makes this page (seed {seed});
`autograder audit --check` says whether it is current. The seal in the last line covers the page and all code behind it;
and one job in {one_in} of the audit, others after each change, is done anew and must find nothing that is not here.

It knows {mistakes} mistakes that students make or could make ([the list](known_mistakes.md)), makes
{mutants} more by changing the reference functions in one place each, and holds {right} right answers to full marks.

All of that was written here, and marks its own homework. On the latest two sets of strangers' wrong functions (340,
sealed before they were opened once, by people who knew only the stubs) what is said leads to the true line for 320, and
misleads for 5 or 6, depending on the judge; [how that was done](../tests/judged/README.md).
"""

_LIST = """# What people get wrong

Every mistake that the checks know, exercise by exercise: what it does to the numbers, and the question that leads to
its line. It may be made alone or together with another. The list is made from the error models
(`autograder/backpropagation/models/`) by `autograder audit --write`; nothing of the solutions is in it.
"""

_WEAK = """## Mistakes that a check does not see

*Seeds* says on how many of five seeds a hidden check catches it.
"""

_GREEN = """## Green in the notebook, and not for the grader

These cost marks in a cell whose visible check passes.
"""

_SURVIVORS = """## Mutants that no check catches

Each of these changes some number on the audit's own inputs, and has the marks of a right answer, for the reason given.
"""

_FALSE = """## Causes that were named and are not true

On these mutants a check named a cause that the audit could not confirm.
"""

TO_BE_MENDED = "## To be mended"

_STRICT = """## Stricter than the audit's own inputs

These mutants gave the reference's results on all of the audit's own inputs, and a check catches them all the same.
"""


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |"


def _scores(audit: Audit) -> Iterator[str]:
    yield "## The scores\n"
    found = [(s.name, f"{s.good:,} of {s.of:,}", s.percent, s.target) for s in scoring.scores(audit)]
    yield from _table(("", "", "score", "asked for"), found)
    yield ""
    yield f"Mutants made: {len(audit.mutants):,}, of which {len(scoring.changing(audit)):,} change a result."
    yield f"Pairs of mistakes drawn: {PAIRS}. Checks that failed themselves: {len(scoring.broken(audit))}."
    yield "\n## What each number means\n"
    for score in scoring.scores(audit):
        yield f"- **{score.name}**: {score.meaning}"


def _functions(audit: Audit) -> Iterator[str]:
    yield "\n## Function by function\n"
    head = ("function", "mistakes", "visible", "hidden", "mutants", "change a result", "caught", "right answers")
    rows = [(f"`{r.function}`", *list(vars(r).values())[1:]) for r in scoring.rows(audit)]
    yield from _table(head, rows)


def _mistakes(audit: Audit) -> Iterator[str]:
    weak = [m for m in audit.mistakes if not m.visible or m.seeds < SEEDS]
    if weak:
        yield f"\n{_WEAK}"
        rows = [(f"`{m.name}`", catalogue()[m.name].effect, ", ".join(m.visible) or "–", f"{m.seeds}/5") for m in weak]
        yield from _table(("mistake", "what it does", "visible checks", "seeds"), rows)


def known_mistakes() -> str:
    """The published list of mistakes, function by function."""
    lines = [_LIST]
    for function in models():
        lines.append(f"## `{function}`\n")
        rows = [(f"`{m.name.removeprefix(f'{function}_')}`", m.effect, m.hint) for m in mistakes_of(function)]
        lines += [*_table(("mistake", "what it does", "the question"), rows), ""]
    return "\n".join(lines).rstrip() + "\n"


def _by_reason(audit: Audit) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for mutant in scoring.survivors(audit):
        reasons.setdefault(reason(mutant.key) or "Not explained yet: a hole in the checks.", []).append(mutant.key)
    for why, keys in reasons.items():
        yield f"{why}\n"
        for key in keys:
            yield f"- `{key}`"
        yield ""


def _lists(audit: Audit) -> Iterator[str]:
    if greens := scoring.false_greens(audit):
        yield f"\n{_GREEN}"
        yield from (f"- `{one.name}`: {', '.join(one.green)}" for one in greens)
    yield f"\n{_SURVIVORS}"
    yield from _by_reason(audit) if scoring.survivors(audit) else iter(["None.\n"])
    false = [m for m in audit.mutants if m.false_cause]
    if false:
        yield _FALSE
        yield from (f"- `{m.key}`: `{m.false_cause}`" for m in false)
        yield ""
    if scoring.strict(audit):
        yield _STRICT
        yield from (f"- `{m.key}`" for m in scoring.strict(audit))
        yield ""
    wrong = [n for n in (*audit.single, *audit.both) if not n.right]
    false_ones = [n for n in (*audit.taken_out, *audit.two) if not n.right]
    if false_ones:
        yield "## Said of mistakes that no model knows, or of two at once, and not true\n"
        yield from (f"- `{', '.join(n.mistakes)}`: said `{', '.join(n.causes)}`" for n in false_ones)
        yield ""
    if wrong:
        yield "## Mistakes whose cause was not named\n"
        yield from (f"- `{', '.join(n.mistakes)}`: said `{', '.join(n.causes)}`" for n in wrong)


def _to_be_mended(audit: Audit) -> Iterator[str]:
    if scoring.problems(audit):
        yield f"\n{TO_BE_MENDED}\n"
        yield from (f"- {problem}" for problem in scoring.problems(audit))


def markdown(audit: Audit) -> str:
    """The whole page, but for its seal."""
    counts = {
        "mistakes": len(audit.mistakes),
        "mutants": f"{len(audit.mutants):,}",
        "right": len(audit.right),
        "one_in": ONE_IN,
    }
    lines = [_INTRO.format(seed=audit.seed, **counts)]
    for part in (_scores, _functions, _mistakes, _lists, _to_be_mended):
        lines += part(audit)
    return "\n".join(lines).rstrip() + "\n"


def exceptions(audit: Audit) -> list[str]:
    """Every line of the page that names a single thing which is not as it should be."""
    lines = (line for part in (_mistakes, _lists) for line in part(audit))
    return [line for line in lines if line.startswith(("- `", "| `"))]


def _rich(title: str, head: Sequence[str], rows: Sequence[Sequence[object]], right: Sequence[int] = ()) -> Table:
    table = Table(title=title, title_justify="left")
    for i, name in enumerate(head):
        table.add_column(name, justify="right" if i in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    return table


def show(audit: Audit, console: Console, every_mistake: bool = False) -> None:
    """Print the tables, the survivors, and what must be mended."""
    if every_mistake:
        shown = [
            (m.name, ", ".join(m.visible), ", ".join(f"{t} {n}/5" for t, n in m.hidden), scoring.distance(m))
            for m in audit.mistakes
        ]
        console.print(_rich("Every known mistake", ("mistake", "visible", "hidden, seeds", "× tolerance"), shown))
    head = ("function", "mistakes", "visible", "hidden", "mutants", "change", "caught", "right answers")
    rows = [tuple(vars(row).values()) for row in scoring.rows(audit)]
    console.print(_rich("Function by function", head, rows, right=range(1, 8)))
    found = [
        (s.name, f"{s.good:,} of {s.of:,}", s.percent, s.target, "" if s.reached else "✗")
        for s in scoring.scores(audit)
    ]
    console.print(_rich("The scores", ("", "", "score", "asked for", ""), found, right=(1, 2)))
    for mutant in scoring.survivors(audit):
        console.print(f"lives: {mutant.key}\n       {reason(mutant.key) or 'not explained'}", markup=False)
    for problem in scoring.problems(audit):
        console.print(f"✗ {problem}", style="red", markup=False)
    spent = ", ".join(f"{part} {seconds:.0f} s" for part, seconds in audit.cpu.items())
    console.print(f"\nTook {audit.wall:.0f} s; CPU time: {sum(audit.cpu.values()):.0f} s ({spent}).", markup=False)
