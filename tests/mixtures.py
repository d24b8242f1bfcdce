"""Students mixed from right answers, with cells of their own that use the course's: for the test that leaving cells out
costs nobody a mark.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import nbformat
import numpy as np

from autograder.audit import mixed, right
from autograder.course.layout import NOTEBOOKS
from autograder.submission import Prepared
from tests.builder import _perfect, find
from tests.stock import prepared

# What students try out: names that only cells bind which grading leaves out, read in every way that there is.
OWN_CELLS = {
    "01_activations": ["print(sorted(slopes))", "for name in slopes:\n    print(name, slopes[name](np.zeros(2)))"],
    "02_outputs_and_losses": ["print(logits.shape)", "softmax(logits * 2)"],
    "03_forward_propagation": [
        "[layer.shape for layer in W[1:]]",
        "forward_propagation(theta, X, np.tanh, softmax)[2]",
    ],
    "04_back_propagation": ["print(worked_loss(0.0))", "h, a = list(h), list(a)", "print(k)"],
    "05_gradient_checking": [
        "judge(back_propagation, [3, 4, 2], 5, np.tanh, tanh_prime)",
        "mine_too, _, _ = a_network([3, 2], 4)",
    ],
    "06_gradient_descent": ["print(descend(max_iterations=3)[1])", "X.shape, y.shape", "%timeit -n1 -r1 loss(theta_0)"],
}
ANYWHERE = ["sorted(globals())[:3]", "eval('np.pi')", "get_ipython().user_ns.get('slopes')", "!true", "1 +"]
# A function of the student's that looks for such a name while it is tested, where nobody can see it beforehand.
LOOKS_FOR = {
    "03_forward_propagation": ("forward_propagation", "sizes"),
    "06_gradient_descent": ("gradient_descent", "X"),
}
LOOKING = """

_{function} = {function}


def {function}(*arguments, **keywords):
    eval({name!r})
    return _{function}(*arguments, **keywords)
"""


def _notebook(name: str, ways: dict[str, str], rng: np.random.Generator) -> Any:
    made = _perfect(name)
    for function in NOTEBOOKS[name]:
        if function in ways:
            made.cells[find(made, function)].source = right.source_of(function, ways[function]).rstrip("\n")
    if name in LOOKS_FOR and rng.random() < 0.3:
        function, looked_for = LOOKS_FOR[name]
        made.cells[find(made, function)].source += LOOKING.format(function=function, name=looked_for)
    for source in rng.choice([*OWN_CELLS[name], *ANYWHERE], size=int(rng.integers(0, 3)), replace=False):
        where = int(rng.integers(len(made.cells) // 2, len(made.cells))) + 1
        made.cells.insert(where, nbformat.v4.new_code_cell(str(source), id=f"own-{where}"))
    return made


def mixture(seed: int, judged: int = 2) -> Prepared:
    """The student of that seed. All of the first six notebooks are there; `judged` of them are to be marked."""
    rng, ways = np.random.default_rng(seed), mixed.chosen(seed)
    whole = prepared(f"mixture {seed}", {name: _notebook(name, ways, rng) for name in OWN_CELLS})
    chosen = sorted(rng.choice(list(OWN_CELLS), size=judged, replace=False))
    return replace(whole, notebooks={name: whole.notebooks[name] for name in chosen})


def marks(results: list[Any]) -> dict[tuple[str, str], tuple[float | None, str]]:
    """(notebook, test cell) -> (mark, verdict)."""
    return {(one.notebook, row.cell): (row.score, str(row.verdict)) for one in results for row in one.cells}
