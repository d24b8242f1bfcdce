"""Honest submissions of the whole assignment, as many as a benchmark asks for: the same ones every time.

First the honest students of the sample class who worked on everything, then perfect students each of whom wrote every
function in another of the ways that tests/right_answers holds.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from autograder.course.layout import NOTEBOOKS, ROOT
from tests.builder import build_submission

SAMPLE_CLASS = ROOT / "tests" / "submissions"
RIGHT_ANSWERS = ROOT / "tests" / "right_answers"
# Not among them: who left out much (blank, half done, no notebook), who never ends, who cheats.
HONEST = (
    "ada_perfect", "ben_another_style", "emil_wrong_transpose", "fay_wrong_sign", "gus_wrong_loss", "kim_cell_deleted",
    "lena_cell_duplicated", "milo_extra_cells", "noor_own_helpers", "omar_leftover_state", "quinn_relu_wrong",
)  # fmt: skip
# Right, and left out here: in 07's training they take minutes, where the notebook asks for one at most.
TOO_SLOW = frozenset({
    "softmax/loop_over_columns", "back_propagation/example_by_example", "parameter_gradients/outer_products",
    "preactivation_gradient/column_by_column", "preactivation_gradient/diagonal_matrix",
})  # fmt: skip


def build_honest(target: Path, count: int) -> list[str]:
    """Build `count` submissions in `target`, in nbgrader's layout; their students' names, in the order of building."""
    names = [*HONEST[:count], *(f"variation_{number:02}" for number in range(count - len(HONEST)))]
    for name in names:
        if name in HONEST:
            build_submission(SAMPLE_CLASS / name, target / name)
        else:
            _build_variation(target / name, int(name[-2:]))
    return names


def _build_variation(target: Path, number: int) -> None:
    """A student who wrote each function in its way `number`, counted round and round."""
    with tempfile.TemporaryDirectory() as scratch:
        for notebook, functions in NOTEBOOKS.items():
            for function in functions:
                every = sorted((RIGHT_ANSWERS / function).glob("*.py"))
                ways = [way for way in every if f"{function}/{way.stem}" not in TOO_SLOW]
                if ways:
                    (Path(scratch) / notebook).mkdir(exist_ok=True)
                    shutil.copy(ways[number % len(ways)], Path(scratch) / notebook / f"{function}.py")
        build_submission(Path(scratch), target)
