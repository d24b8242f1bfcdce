"""Follow-through: a test that failed because of an *earlier* function is run again with the reference for that one.

The references stay here; the student's namespace gets handles to them, which mean something only until the test has
run. Only functions whose own tests are all decided are handed out, and never the one that is tested.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.course.layout import FUNCTIONS, NOTEBOOKS
from autograder.course.notebooks import Notebook, course_notebooks
from autograder.judge.marks import Mark
from autograder.verdicts import Verdict

_FAILED = frozenset({Verdict.WRONG, Verdict.ERROR, Verdict.TIMEOUT, Verdict.MEMORY, Verdict.CRASHED})
_ORDER = [name for names in NOTEBOOKS.values() for name in names]


SUBMISSION_BYTES = 4_500_000  # a page can be opened with; a perfect one has 4.4 MB, nearly all of it our figures


@dataclass
class Ledger:
    """What one submission's functions got so far."""

    share: float  # of its marks that a test gets which passes in the second run; 0: there is none
    room: int = SUBMISSION_BYTES  # for what its cells show, in the graded notebooks
    decided: set[str] = field(default_factory=set)  # tests
    lost: set[str] = field(default_factory=set)  # functions that have lost marks
    followed: set[str] = field(default_factory=set)  # functions that are right once those are replaced

    def note(self, test: str, function: str, mark: Mark, most: float) -> None:
        """A test is decided."""
        self.decided.add(test)
        if mark.verdict is Verdict.FOLLOW_THROUGH:
            self.followed.add(function)
        if mark.score is not None and mark.score < most and mark.verdict is not Verdict.FOLLOW_THROUGH:
            self.lost.add(function)

    def note_missing(self, missing: Notebook) -> None:
        """A whole notebook is missing: all of its tests are decided, and all that they test is lost."""
        self.decided.update(missing.tests)
        self.lost.update(test.function for test in missing.tests.values())

    def stand_ins(self, function: str) -> list[str]:
        """The functions to replace for a second run of a test of `function`: all the earlier ones that are decided."""
        if function not in _ORDER:
            return []
        undecided = {
            test.function
            for form in course_notebooks().values()
            for test in form.tests.values()
            if test.name not in self.decided
        }
        earlier = _ORDER[: _ORDER.index(function)]
        return [name for name in earlier if name in FUNCTIONS and name not in undecided]

    def rounds(self, function: str) -> list[list[str]]:
        """What to replace in each further run of a test of `function`, until it passes in one.

        First the functions that lost marks, and those of earlier notebooks that were seen to lean on them (there, they
        still do); if nothing was lost, those of its own notebook, which it is likeliest not to fit. All else stays what
        the student wrote, and little has to cross. Then all the earlier ones: another may have taken hold of a wrong
        one, as a default argument for example.
        """
        everything = self.stand_ins(function)
        here = next((names for names in NOTEBOOKS.values() if function in names), ())
        touched = [name for name in everything if name in self.lost or (name in self.followed and name not in here)]
        first = touched or [name for name in everything if name in here]
        return [first, everything] if 0 < len(first) < len(everything) else [everything]

    def deserves(self, function: str, mark: Mark) -> bool:
        """Whether a failed test of `function` is to be run again: something before it has lost marks.

        Also when it raised and nothing was lost: functions that are each right may not fit together, such as one that
        returns theta as a plain tuple and one that asks it for `theta.W`.
        """
        if self.share <= 0 or mark.verdict not in _FAILED or function not in _ORDER:
            return False
        may_not_fit = mark.verdict is Verdict.ERROR and bool(self.stand_ins(function))
        return self.lost_before(function) or may_not_fit

    def lost_before(self, function: str) -> bool:
        """Whether a function before this one has lost marks."""
        return bool(self.lost & set(_ORDER[: _ORDER.index(function)]))
