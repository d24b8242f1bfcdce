"""The outputs of a test cell in the graded notebook: as if it had run there, and to nbgrader worth the same mark.

Stock nbgrader reads a mark from the first output that is an error (0) or a result (its number), and full marks from
none. So there is at most one of these, and it is made here.
"""

from __future__ import annotations

from lab.check.engine import card
from lab.check.engine.findings import CheckFailed, NotWrittenError, StudentCodeRaised

from autograder.clean import clean_text
from autograder.judge import outputs
from autograder.judge.failures import Absent, Stopped
from autograder.judge.marks import Mark
from autograder.judge.outputs import Output
from autograder.judge.proxies import report_of
from autograder.judge.run_test import CheckOutcome
from autograder.verdicts import Verdict

_NAMES = {Verdict.TIMEOUT: "TimeLimit", Verdict.MEMORY: "MemoryLimit", Verdict.CRASHED: "Crashed"}


def present(outcome: CheckOutcome, mark: Mark, most: float, number: int) -> list[Output]:
    """The outputs for a test cell that ended so and got this mark; `number` stands in its In [ ]."""
    shown = [_never_decisive(output) for output in outcome.outputs]
    if mark.score is None:  # not the traceback: it would show the check's source
        shown.append(outputs.error("GraderFailure", mark.note, ["This check is broken. It costs no marks."]))
    elif outcome.raised is not None:
        shown += _error(outcome.raised)
    elif mark.score != most:
        shown.append(outputs.result(mark.score, number))
    return outputs.merged(shown)


def _never_decisive(output: Output) -> Output:
    """Student output that nbgrader would take for a mark, as ordinary output."""
    if output["output_type"] == "stream":
        return outputs.stream(output["text"])
    if output["output_type"] == "execute_result":
        return {"output_type": "display_data", "data": output["data"], "metadata": output["metadata"]}
    if output["output_type"] == "error":
        return outputs.stream("\n".join(output["traceback"]) + "\n")
    return output


def _error(raised: BaseException) -> list[Output]:
    name, text = type(raised).__name__, clean_text(str(raised))
    if isinstance(raised, Stopped):
        name = _NAMES.get(raised.verdict, "Stopped")
        return [outputs.error(name, text, [f"{name}: {text}"])]
    if isinstance(raised, Absent):
        return [outputs.error("NameError", text, [f"NameError: {text}"])]
    if isinstance(raised, NotWrittenError):  # one line, as in a student's own notebook: nothing has gone wrong yet
        return [outputs.error(name, text, [text])]
    if isinstance(raised, CheckFailed):
        return [
            outputs.display(clean_text(card.html(raised)), clean_text(card.text(raised))),
            _check_failed(raised, name, text),
        ]
    report = report_of(raised)
    trace = report.traceback if report else f"{name}: {text}"
    return [outputs.error(report.name if report else name, text, [trace])]


def _check_failed(raised: CheckFailed, name: str, text: str) -> Output:
    """As lab.check shows it in a notebook: the student's own traceback, then what the check says."""
    report = report_of(raised) if isinstance(raised, StudentCodeRaised) else None
    hints = [f"Hint: {finding.hint}" for finding in raised.findings[:1] if finding.hint]
    lines = [*([report.traceback, ""] if report else []), f"{name}: {text}", *hints]
    return outputs.error(name, text, [clean_text(line, colours=True) for line in lines])
