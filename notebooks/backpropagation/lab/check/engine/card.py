# Made by `make release` from solutions/backpropagation/lab/check/engine/card.py: edit that file, not this one.
"""What a failed check looks like: an HTML card in a notebook, plain text elsewhere.

`html` and `text` are pure functions of the error, so that the judge and the feedback page show the same card.
Everything that comes from a student is escaped; colours are the page's own, so that light and dark both read well.
"""

from __future__ import annotations

import traceback
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Any

from ...keys import KEYS
from .causes import CAUSES
from .findings import CheckFailed, Finding, NotWrittenError, StudentCodeRaised
from .source import lines_of

_HERE = str(Path(__file__).parent.parent)  # lab/check
_CARD = (
    "border:1px solid currentColor;border-left-width:5px;border-radius:4px;padding:0.5em 0.9em;margin:0.3em 0;"
    "max-width:75em;color:inherit;background:transparent;line-height:1.45;overflow-wrap:anywhere"
)
_QUIET = "margin:0.4em 0 0.2em;opacity:0.65;font-size:0.9em"
_SIDES = "display:flex;flex-wrap:wrap;gap:0.4em 2em;margin:0.4em 0"
_PRE = "margin:0.15em 0;padding:0;white-space:pre-wrap;color:inherit;background:transparent;font-size:0.95em"


def _own(trace: TracebackType | None) -> TracebackType | None:
    """The traceback without our own frames at its top."""
    while trace is not None and trace.tb_frame.f_code.co_filename.startswith(_HERE):
        trace = trace.tb_next
    return trace


def student_traceback(error: CheckFailed) -> str:
    """The traceback of the student's own exception, in full; "" when their code did not raise.

    The judge, where the exception arose in another process, brings the text along as `student_traceback`.
    """
    cause = error.__cause__
    if not isinstance(error, StudentCodeRaised) or cause is None:
        return ""
    given = getattr(cause, "student_traceback", "")
    if given:
        return str(given)
    return "".join(traceback.format_exception(type(cause), cause, _own(cause.__traceback__))).rstrip()


def _pre(text: str) -> str:
    return f'<pre tabindex="0" {KEYS} style="{_PRE}">{escape(text)}</pre>'


def _block(title: str, body: str) -> str:
    return f"<div><strong>{escape(title)}</strong>{_pre(body)}</div>"


def coded(said: str) -> str:
    """A sentence as HTML, escaped: what stands in `backticks` is code."""
    parts = [escape(part) for part in said.split("`")]
    if len(parts) % 2 == 0:  # one that is never closed
        return escape(said)
    return "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts))


def _seen(finding: Finding) -> str:
    """The message without what may be the cause."""
    return finding.message.removesuffix(finding.reason).rstrip(":; ") if finding.reason else finding.message


def _help(finding: Finding, lines: str) -> str:
    """Up to three steps of help, each to be opened: a hint, what the numbers say, the lines in their code."""
    steps = [
        ("a question" if "?" in finding.hint else "a hint", coded(finding.hint)),
        ("what your numbers say", escape(finding.reason)),
        ("where in your code", _pre(lines) if lines else ""),
    ]
    given = [(title, body) for title, body in steps if body]
    return "".join(
        f"<details style='margin:0.2em 0'><summary {KEYS}><strong>Help {i}:</strong> {title}</summary>{body}</details>"
        for i, (title, body) in enumerate(given, 1)
    )


def _finding_html(finding: Finding, trace: str, lines: str = "") -> str:
    rows = [f"<p style='margin:0.2em 0'><strong>{escape(finding.function)}</strong>: {escape(_seen(finding))}</p>"]
    if finding.case:
        rows.append(f"<p style='margin:0.2em 0'>Input: {escape(finding.case)}</p>")
    if finding.inputs:
        summary = f"<summary {KEYS}>Show the input</summary>"
        rows.append(
            f'<details>{summary}<pre tabindex="0" {KEYS} style="{_PRE}">{escape(finding.inputs)}</pre></details>'
        )
    sides = [("Expected", finding.expected), ("Got", finding.got)]
    shown = "".join(_block(title, body) for title, body in sides if body)
    if shown:
        rows.append(f'<div style="{_SIDES}">{shown}</div>')
    if finding.index is not None:
        where = f"{finding.where} " if finding.where else ""
        rows.append(f"<p style='margin:0.2em 0'>First difference: {escape(where)}at {list(finding.index)}</p>")
    if trace:
        rows.append(_block("Your traceback", trace))
    return "".join([*rows, _help(finding, lines)])


def _run_html(error: CheckFailed) -> str:
    return f"<p style='{_QUIET}'>{coded(error.run)}</p>" if error.run else ""


def show_lines(error: CheckFailed, function: Any) -> None:
    """Let a card show the lines of a function that make what is wrong; where the code raised, the traceback does."""
    if error.findings and not isinstance(error, StudentCodeRaised):
        error.lines = lines_of(function, error.findings[0].where)


def html(error: CheckFailed, traced: bool = True) -> str:
    """The card as HTML: no script, no remote content, every value escaped; with the student's traceback if `traced`."""
    if not error.findings:
        return f'<div role="group" aria-label="Check failed" style="{_CARD}"><p>The check failed.</p></div>'
    if isinstance(error, NotWrittenError):
        return f"<p style='{_QUIET}'>{escape(str(error))}</p>"
    trace = student_traceback(error) if traced else ""
    body = "<hr style='opacity:0.3'>".join(
        _finding_html(finding, trace if i == 0 else "", error.lines if i == 0 else "")
        for i, finding in enumerate(error.findings)
    )
    label = escape(f"Check of {error.findings[0].function} failed", quote=True)
    return f'<div role="group" aria-label="{label}" style="{_CARD}">{body}{_run_html(error)}</div>'


def _indented(text: str) -> str:
    return "\n".join("    " + line for line in text.splitlines())


def _finding_text(finding: Finding) -> str:
    lines = [f"{finding.function}: {finding.message}"]
    if finding.case:
        lines.append(f"  Input: {finding.case}")
    if finding.inputs:
        lines.append(_indented(finding.inputs))
    for title, body in (("Expected", finding.expected), ("Got", finding.got)):
        if body:
            lines += [f"  {title}:", _indented(body)]
    if finding.index is not None:
        where = f"{finding.where} " if finding.where else ""
        lines.append(f"  First difference: {where}at {list(finding.index)}")
    if finding.hint:
        lines.append(f"  Hint: {finding.hint}")
    return "\n".join(lines)


def text(error: CheckFailed) -> str:
    """The card as plain text, the student's own traceback first."""
    parts = [student_traceback(error), *(_finding_text(finding) for finding in error.findings)]
    return "\n".join(part for part in parts if part) or "The check failed."


def summary(finding: Finding) -> str:
    """One line: the function, and the cause in words."""
    cause = CAUSES.get(finding.cause)
    return f"{finding.function}: {cause.name if cause else finding.cause}"


def _coloured_traceback(shell: Any, cause: BaseException) -> list[str]:
    trace = _own(cause.__traceback__)
    return list(shell.InteractiveTB.structured_traceback(type(cause), cause, trace))


def render(error: CheckFailed) -> list[str]:
    """What IPython prints for `error`: in a notebook the card, and below it a short traceback; else the text."""
    from IPython import get_ipython
    from IPython.display import HTML, display

    shell = get_ipython()  # type: ignore[no-untyped-call, unused-ignore]
    if shell is None or not hasattr(shell, "kernel"):
        return [f"{type(error).__name__}:", text(error)]
    if isinstance(error, NotWrittenError):
        return [f"\x1b[90m{error}\x1b[0m"]  # one grey line: nothing has gone wrong yet
    if not getattr(error, "_shown", False):  # IPython asks twice: for the screen, and to keep a record
        error._shown = True  # type: ignore[attr-defined]
        card = html(error, traced=False)  # the traceback stands below it, in colours
        display(HTML(card))  # type: ignore[no-untyped-call, unused-ignore]
    lines = []
    if isinstance(error, StudentCodeRaised) and error.__cause__ is not None:
        lines = [*_coloured_traceback(shell, error.__cause__), ""]
    said = "\n".join(f"{finding.function}: {_seen(finding)}" for finding in error.findings)
    return [*lines, f"{type(error).__name__}: {said}"]  # the help stands in the card, to be opened
