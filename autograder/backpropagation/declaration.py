"""The course, as the machinery needs to know it. The students' part is lab/course.py, which names this module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from autograder.backpropagation.images import loading_anew, unpack_images
from autograder.course.declaration import Declaration, Made
from autograder.course.layout import FUNCTIONS, ROOT, VALUES
from autograder.course.seal import modules_below

_HIDDEN = "autograder/backpropagation/hidden"
_MODELS, _RIGHT = "autograder/backpropagation/models", ROOT / "tests" / "right_answers"
_PROMISES = "autograder/backpropagation/promises"


def _recorded_values() -> str:
    from autograder.backpropagation import record_checks

    return record_checks.text(record_checks.record())


def _recorded() -> list[str]:
    from autograder.backpropagation import record_checks

    return [check.name for check in record_checks.checks()]


def _recorders() -> list[str]:
    return modules_below(Path(__file__).parent)


def _recorded_forward() -> str:
    from autograder.backpropagation import record_forward

    return record_forward.text()


def _own_layers() -> str:
    from autograder.backpropagation import record_own_layers

    return record_own_layers.text()


def _promises() -> str:
    from autograder.backpropagation import promises

    return promises.page()


def _slack() -> str:
    from autograder.backpropagation.hidden import slack

    return slack.page()


def _complaints() -> Iterator[tuple[str, str]]:
    """That error models and right answers are there for every function: without them nobody tests its checks."""
    from autograder.backpropagation import models, probes, promises

    for name, times in Counter(_recorded()).items():
        if times > 1:
            remedy = "Name each after what it checks: the visible check of that name is recorded from it."
            yield f"{_HIDDEN}/ has {times} checks of the name {name}", remedy
    for what in promises.missing():
        yield f"{_PROMISES}/: {what}", "Declare there a wrong version that breaks it alone, or change the sentence."
    for name in (*FUNCTIONS, *VALUES):
        if name not in models.MODELS:
            remedy = "Write there its right code with slots, and what students will put into them, and add it to MODELS"
            yield f"{_MODELS}/ has no model of {name} in any MODELS", f"{remedy}; see autograder/checks/model.py."
        elif why := models.MODELS[name].amiss():
            yield f"{_MODELS}/: in the model of {name}, {why}", "Correct it; see autograder/checks/model.py."

    for name in FUNCTIONS:
        if not probes.known(name):
            remedy = "Write there how two versions of it are compared, in _USES; the audit needs it."
            yield f"autograder/backpropagation/probes.py does not know {name}", remedy
        if not any((_RIGHT / name).glob("*.py")):
            remedy = f"Write {name} there in another way than the solution does, a file each; a comment says how."
            yield f"{(_RIGHT / name).relative_to(ROOT)}/ holds no right answer", remedy


DECLARATION = Declaration(
    hidden="autograder.backpropagation.hidden",
    models="autograder.backpropagation.models",
    made=(
        Made("lab/check/engine/recorded_values.json", _recorded_values, rough=("prints",), modules=_recorders),
        Made("lab/recorded.json", _recorded_forward),
        Made("lab/check/examiners/own_layers.json", _own_layers),
        Made("docs/promises.md", _promises),
        Made("docs/numerical_slack.md", _slack),
    ),
    recorded=_recorded,
    complaints=_complaints,
    make_ready=unpack_images,
    loading_anew=loading_anew,
)
