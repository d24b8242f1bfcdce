"""Is the published page current? Its seal, what it says is to be mended, and a sample of the audit, done anew.

The whole audit takes minutes, and gives the same page as long as the code behind it is the same.
"""

from __future__ import annotations

from autograder.audit import report, right, scores
from autograder.audit.run import ONE_IN, Audit, Job, jobs
from autograder.course import seal
from autograder.course.layout import ROOT

_LINE = "\n<!-- Sealed by `autograder audit --write`: {} -->\n"
_WRITE = "Run  .venv/bin/autograder audit --write  (some minutes) and commit the result."


def _code() -> str:
    """The code of checks, models, probes and the audit itself, and of the right answers."""
    modules = [*seal.modules_below(ROOT / "autograder" / "backpropagation"), report.__name__]
    return seal.code_behind(modules, sorted(right.FOLDER.glob("*/*.py")))


def write(audit: Audit) -> None:
    """Write the page, sealed, and the list of mistakes."""
    page = report.markdown(audit)
    report.DOCUMENT.parent.mkdir(exist_ok=True)
    report.DOCUMENT.write_text(page + _LINE.format(seal.seal_of(page, _code())), encoding="utf-8")
    report.MISTAKES.write_text(report.known_mistakes(), encoding="utf-8")


def _page() -> tuple[str, str]:
    """The page without its seal, and the seal."""
    text = report.DOCUMENT.read_text(encoding="utf-8") if report.DOCUMENT.exists() else ""
    page, _, line = text.rpartition(_LINE.partition("{")[0])
    return page, line.partition(" ")[0]


def complaints() -> list[str]:
    """Why the page can't stand as it is, in words; nothing where it can."""
    page, found = _page()
    name = f"docs/{report.DOCUMENT.name}"
    if found != seal.seal_of(page, _code()):
        changed = "The checks, the error models, the right answers or the page itself have changed since it was made."
        return [f"{name} is not current. {changed}", _WRITE]
    mend = page.partition(report.TO_BE_MENDED)[2].split("\n- ")[1:]
    return [f"{name} says that this is to be mended: {problem.strip()}" for problem in mend]


def sample(seed: int) -> list[Job]:
    """One job in so many of the audit; which ones depends on the seal, so they change with the code."""
    return jobs(seed)[int(_page()[1], 16) % ONE_IN :: ONE_IN]


def disagreements(found: Audit) -> list[str]:
    """What a sample found that the page does not say."""
    known = set(_page()[0].splitlines())
    new = [line for line in report.exceptions(found) if line not in known]
    return [*(f"The page does not say this: {line}" for line in new), *scores.failures(found)]
