"""From what the audit found to its scores: each a count, what it is held to, and what it means in a sentence."""

from __future__ import annotations

import math
from dataclasses import dataclass

from autograder.audit import green
from autograder.audit.catalogue import STRUCTURE, Caught
from autograder.audit.mutation import Judged
from autograder.audit.run import Audit
from autograder.audit.subjects import FUNCTIONS
from autograder.backpropagation.survivors import REASONS, reason
from autograder.course.layout import VALUES


@dataclass(frozen=True)
class Score:
    """One number of the audit."""

    name: str
    good: int
    of: int
    least: float | None  # the share of good ones that is asked for; None: reported only
    meaning: str

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.good / self.of if self.of else 1.0

    @property
    def reached(self) -> bool:
        """Whether it is what is asked for."""
        return self.least is None or self.share >= self.least

    @property
    def percent(self) -> str:
        """As people read it; never 100 % unless it is."""
        tenths = math.floor(1000 * self.share + 1e-9) / 10
        return f"{tenths:.1f} %".replace("100.0", "100")

    @property
    def target(self) -> str:
        """What is asked for."""
        return "" if self.least is None else f"at least {100 * self.least:g} %"


def changing(audit: Audit) -> list[Judged]:
    """The mutants that give another result somewhere."""
    return [m for m in audit.mutants if m.changes]


def survivors(audit: Audit) -> list[Judged]:
    """Those of them that no hidden check catches."""
    return [m for m in changing(audit) if not m.caught]


def strict(audit: Audit) -> list[Judged]:
    """Mutants that are caught although they gave the reference's results on all of the audit's own inputs."""
    return [m for m in audit.mutants if m.caught and not m.changes]


def broken(audit: Audit) -> list[str]:
    """What went wrong in our checks themselves."""
    found = [f"{m.name}: {text}" for m in audit.mistakes for text in m.broken]
    found += [f"{one.name}: {text}" for one in (*audit.promises, *pairs(audit)) for text in one.broken]
    return found + [f"{m.key}: {m.broken}" for m in audit.mutants if m.broken]


def pairs(audit: Audit) -> list[green.Colours]:
    """The drawn pairs of one function's mistakes, where there were any to draw."""
    return [one for one in audit.pairs if one is not None]


def false_greens(audit: Audit) -> list[green.Colours]:
    """Wrong functions that are green in the notebook, in a cell that costs marks."""
    return [c for c in (*map(green.of_mistake, audit.mistakes), *audit.promises, *pairs(audit)) if c.green]


def problems(audit: Audit) -> list[str]:
    """Everything that must be mended, in words; nothing when all is well."""
    alive = {m.key for m in survivors(audit)}
    return [
        *(f"{s.name}: {s.percent}, {s.target} is asked for" for s in scores(audit) if not s.reached),
        *(f"a mutant lives, and nobody has said why it may: {key}" for key in sorted(alive) if not reason(key)),
        *(f"survivors.py explains a mutant that does not survive: {key}" for key in REASONS if key not in alive),
        *failures(audit),
    ]


def failures(audit: Audit) -> list[str]:
    """What may never be, in a part of the audit as in the whole."""
    return [
        *(f"a check failed itself: {text}" for text in broken(audit)),
        *(f"right, and marked down: {h.function} {h.name}: {h.failures[0]}" for h in audit.right if h.failures),
        *(f"right, mixed, and marked down: {m.failures[0]}" for m in audit.mixed if m.failures),
    ]


def scores(audit: Audit) -> list[Score]:
    """Every score, in the order of the report."""
    parts = (_of_catching, _of_colours, _of_right_answers, _of_causes, _of_mutants_named)
    return [score for part in parts for score in part(audit)]


def _of_catching(audit: Audit) -> list[Score]:
    """Whether wrong code is caught."""
    mistakes, changed = audit.mistakes, changing(audit)
    numbers = [m for m in changed if m.runs]
    return [
        Score(
            "mistakes caught by hidden checks",
            sum(bool(m.hidden) for m in mistakes),
            len(mistakes),
            1.0,
            "A hidden check takes marks off, on at least one of five seeds.",
        ),
        Score(
            "… on every one of five seeds",
            sum(m.seeds == 5 for m in mistakes),
            len(mistakes),
            1.0,
            "No luck is needed: whatever inputs are drawn, the mistake is seen.",
        ),
        Score(
            "mistakes caught by visible checks",
            sum(bool(m.visible) for m in mistakes),
            len(mistakes),
            1.0,
            "The student sees it at once, in the notebook. Visible checks have fixed inputs.",
        ),
        Score(
            "mistakes that cost marks on their own function only",
            sum(not m.charged for m in mistakes),
            len(mistakes),
            1.0,
            "Every later test passes with the wrong function in the student's notebooks, or passes in the "
            "follow-through, with the reference in place of earlier functions.",
        ),
        Score(
            "mutants caught, of those that change a result",
            sum(bool(m.caught) for m in changed),
            len(changed),
            0.99,
            "One small change to a reference function, made by a machine. Whether it changes any result is found "
            "out on inputs of the audit's own, some of them extreme, and not by the checks.",
        ),
        Score(
            "… and of those that give numbers",
            sum(bool(m.caught) for m in numbers),
            len(numbers),
            0.99,
            "The same without the mutants that any call would catch: those that raise an error or never end.",
        ),
    ]


def _of_colours(audit: Audit) -> list[Score]:
    """Whether what is promised is held, and what is green in the notebook is green for the grader."""
    known = [green.of_mistake(m) for m in audit.mistakes]
    two = [one for one in pairs(audit) if one.hidden]
    return [
        Score(
            "promises of the text whose wrong version both checks fail",
            sum(green.holds(one, i) for i, one in enumerate(audit.promises)),
            len(audit.promises),
            1.0,
            "Every must, never, not and only, every argument and what comes back ([the list](promises.md)): the wrong "
            "version breaks this promise and no other.",
        ),
        Score(
            "green means green: known mistakes and broken promises",
            sum(not one.green for one in (*known, *audit.promises)),
            len(known) + len(audit.promises),
            1.0,
            "Every cell that costs marks is red in the notebook, too.",
        ),
        Score(
            "green means green: two mistakes in one function",
            sum(not one.green for one in two),
            len(two),
            0.99,
            f"The same for up to {green.PAIRS_OF_EACH} pairs of each function, drawn from its error model.",
        ),
    ]


def _of_right_answers(audit: Audit) -> list[Score]:
    """Whether right code passes."""
    return [
        Score(
            "right answers at full marks",
            sum(not held.failures for held in audit.right),
            len(audit.right),
            1.0,
            "Correct versions written in other ways, and the course's own, on three seeds here. "
            "`autograder audit --thorough` takes 200, and 10,000 for the course's own.",
        ),
        Score(
            "students mixed from right answers at full marks",
            sum(not m.failures for m in audit.mixed),
            len(audit.mixed),
            1.0,
            "Every function written in one of these ways, drawn: what calls other functions must pass with all of "
            "them. `autograder audit --thorough` mixes 4,000.",
        ),
        Score(
            "… whose functions fit together",
            sum(not m.unfit for m in audit.mixed),
            len(audit.mixed),
            None,
            "In the others one function returns theta as a plain tuple and another asks it for `theta.W`. Each is "
            "right, together they raise, and the judge's follow-through gives the marks.",
        ),
    ]


def _of_causes(audit: Audit) -> list[Score]:
    """Whether it is true what is said of known mistakes."""
    return [
        Score(
            "known mistakes whose cause is named, or offered beside one other",
            sum(n.right for n in audit.single),
            len(audit.single),
            0.95,
            "On fresh inputs, from the function's own model: it says whether the inputs tell its mistakes apart, and "
            "nothing of what the model does not know.",
        ),
        Score(
            "mistakes taken out of their own model, of which nothing false is said",
            sum(n.right for n in audit.taken_out),
            len(audit.taken_out),
            0.98,
            "One known mistake in three plays a student whose mistake nobody foresaw: it, and all that says the same, "
            "is taken out. False is a version that differs from the function on other inputs, or a general cause that "
            "does not come up again.",
        ),
        Score(
            "two mistakes in one function, of which nothing false is said",
            sum(n.right for n in audit.two),
            len(audit.two),
            0.9,
            "Pairs drawn from the models: two slots filled wrongly at once.",
        ),
        Score(
            "both causes right, two mistakes in two functions",
            sum(n.right for n in audit.both),
            len(audit.both),
            0.9,
            "Drawn pairs of mistakes in different functions, the later function calling the wrong earlier one.",
        ),
    ]


def _of_mutants_named(audit: Audit) -> list[Score]:
    """Whether it is true what is said of mutants."""
    named = [m for m in audit.mutants if m.caught]
    return [
        Score(
            "mutants of which no wrong cause is named",
            sum(not m.false_cause for m in named),
            len(named),
            0.99,
            "A cause is wrong when it is a known mistake whose function differs from the mutant on other inputs, or "
            "a general cause that does not come up again on two fresh seeds.",
        ),
        Score(
            "mutants that get no hint meant for another mistake",
            sum(not m.false_hint for m in named),
            len(named),
            None,
            "The cause may be right and the hint still be that of a known mistake which fails in the same words.",
        ),
    ]


@dataclass(frozen=True)
class ScoreRow:
    """One function's part."""

    function: str
    mistakes: int
    visible: int
    hidden: int
    mutants: int
    changed: int
    caught: int
    right: int


def rows(audit: Audit) -> list[ScoreRow]:
    """Function by function."""
    found = []
    for function in (*FUNCTIONS, *VALUES):
        known = [m for m in audit.mistakes if m.of == function]
        mutants = [m for m in audit.mutants if m.function == function]
        changed = [m for m in mutants if m.changes]
        found.append(
            ScoreRow(
                function,
                len(known),
                sum(bool(m.visible) for m in known),
                sum(bool(m.hidden) for m in known),
                len(mutants),
                len(changed),
                sum(bool(m.caught) for m in changed),
                sum(held.function == function for held in audit.right),
            )
        )
    return found


def distance(caught: Caught) -> str:
    """How far off a mistake's worst number is, in tolerances."""
    if caught.margin is None:
        return ""
    return "shape or error" if caught.margin == STRUCTURE else f"10^{math.floor(caught.margin)}"
