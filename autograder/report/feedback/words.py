"""Verdicts in plain words, for the students who get them. docs/verdicts.md has the TAs' version."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.verdicts import Verdict


@dataclass(frozen=True)
class Words:
    """A verdict as it is shown: a label, a sentence, a sign (so that no colour has to say it), and its tone."""

    label: str
    sentence: str
    sign: str
    tone: str  # a class of the style sheet: "good", "part", "bad" or "wait"


WORDS = {
    Verdict.PASSED: Words("Right", "Every check passed.", "✓", "good"),
    Verdict.PARTIAL: Words("Partly right", "Some of it is right, and has earned its share of the marks.", "◐", "part"),
    Verdict.WRONG: Words("Not right yet", "Your code ran, and what it gives is not what is asked for.", "✗", "bad"),
    Verdict.FOLLOW_THROUGH: Words(
        "Right, given what came before",
        "It failed because of your earlier functions. With the course's version of those in their place, this one is "
        "right: a mistake costs marks once.",
        "✓",
        "good",
    ),
    Verdict.ERROR: Words(
        "Stopped with an error", "Your code raised an error, so there was no answer to look at.", "✗", "bad"
    ),
    Verdict.TIMEOUT: Words(
        "Took too long", "Your code was still running at the time limit. Is there a loop that does not end?", "✗", "bad"
    ),
    Verdict.MEMORY: Words(
        "Used too much memory", "Your code asked for more memory than there is. How large does an array grow?",
        "✗", "bad",
    ),
    Verdict.CRASHED: Words(
        "Python ended", "The Python process that ran your code ended in the middle of it.", "✗", "bad"
    ),
    Verdict.MISSING: Words("Not there", "What this checks was not in what you handed in.", "–", "bad"),
    Verdict.TAMPERED: Words(
        "The check was changed",
        "The cell with this check was not as it was released. The original one was run in its place, and a teacher "
        "will look at it.",
        "!",
        "bad",
    ),
    Verdict.MANUAL: Words("Waiting for a teacher", "A person reads and marks this.", "…", "wait"),
    Verdict.GRADER_FAILURE: Words(
        "Not marked: our fault", "Something of ours broke. It costs you nothing: a teacher will see to it.", "…", "wait"
    ),
}  # fmt: skip
NOT_WRITTEN = Words("Not written yet", "The line that was to be replaced still stands there.", "–", "bad")
BY_PERSON = Words("Marked by a teacher", "A person has marked this.", "✓", "wait")
UNKNOWN = Words("Marked", "These are the marks; nothing else is on record.", "·", "wait")
