"""The cases of notebook 04's visible checks that are worked by hand in the text: every number from `lab.worked`."""

from __future__ import annotations

from lab import worked
from lab.check.engine.examine import Case
from lab.check.engine.plain import ramp

WORDS = "the example worked by hand"


def cases() -> dict[str, Case]:
    """Return the case of each check by the check's name.

    `ramp` gives ReLU's slopes wherever the text needs them, and takes any array, so it stands for g′.
    """
    forward = ([worked.inputs(), worked.h_1()], [None, worked.a_1(), worked.a_2()], worked.y_hat())
    pair = (worked.grad_W_2(), worked.grad_b_2())
    hidden = (worked.grad_h_1(), worked.a_1(), ramp)
    whole = (worked.theta(), *forward, worked.labels(), ramp)
    names = ("grad_W", "grad_b")
    return {
        "output_gradient": Case(WORDS, (worked.y_hat(), worked.labels()), worked.grad_a_2(), {"m": 2, "k": 3}),
        "parameter_gradients": Case(WORDS, (worked.grad_a_2(), worked.h_1()), pair, {"m": 2, "n": 3}, names=names),
        "hidden_gradient": Case(WORDS, (worked.theta().W[2], worked.grad_a_2()), worked.grad_h_1(), {"m": 2, "n": 3}),
        "preactivation_gradient": Case(WORDS, hidden, worked.grad_a_1(), {"m": 2, "n": 2}),
        "back_propagation": Case(WORDS, whole, worked.grads(), {"m": 2}),
    }
