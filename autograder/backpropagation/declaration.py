"""The course, as the machinery needs to know it. The students' part is lab/course.py, which names this module."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.backpropagation.images import loading_anew, unpack_images
from autograder.course.declaration import Declaration, Made
from autograder.course.layout import FUNCTIONS, PACKAGE, ROOT, VALUES

_MISTAKES, _RIGHT = PACKAGE / "diagnosis" / "mistakes", ROOT / "tests" / "right_answers"


def _recorded_values() -> str:
    from autograder.backpropagation import record_checks

    return record_checks.text(record_checks.record())


def _recorded_forward() -> str:
    from autograder.backpropagation import record_forward

    return record_forward.text()


def _complaints() -> Iterator[tuple[str, str]]:
    """That known mistakes and right answers are there for every function: without them nobody tests its checks."""
    for name in (*FUNCTIONS, *VALUES):
        if not (_MISTAKES / f"{name}.py").is_file():
            remedy = f'Write there what students will get wrong, each a function under @mistake("{name}", …).'
            yield f"{(_MISTAKES / name).relative_to(PACKAGE.parent)}.py is not there", remedy
    from autograder.backpropagation import probes

    for name in FUNCTIONS:
        if not probes.known(name):
            remedy = "Write there how two versions of it are compared, in _USES; the audit needs it."
            yield f"autograder/backpropagation/probes.py does not know {name}", remedy
        if not any((_RIGHT / name).glob("*.py")):
            remedy = f"Write {name} there in another way than the solution does, a file each; a comment says how."
            yield f"{(_RIGHT / name).relative_to(ROOT)}/ holds no right answer", remedy


DECLARATION = Declaration(
    hidden="autograder.backpropagation.hidden",
    mistakes="autograder.diagnosis.mistakes",
    made=(
        Made("lab/check/engine/recorded_values.json", _recorded_values, rough=("mistakes", "alternatives")),
        Made("lab/recorded.json", _recorded_forward),
    ),
    complaints=_complaints,
    make_ready=unpack_images,
    loading_anew=loading_anew,
)
