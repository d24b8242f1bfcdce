# Made by `make release` from solutions/backpropagation/lab/own_layer.py: edit that file, not this one.
"""The layer of your own, exercises 5.5 and 5.6: which one is yours, what comes out, and what your functions get.

    own_layer.card()      # shows your layer; it is drawn from the id that hand_in remembers

What goes back is for you to derive: no text of this course has it, and nothing in this folder does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab import identity
from lab.parameters import Parameters

Array = NDArray[Any]
Given = Callable[[np.random.Generator, int, int], Any]


def _nothing(rng: np.random.Generator, n: int, m: int) -> None:
    return None


def _square(rng: np.random.Generator, n: int, m: int) -> Array:
    return rng.standard_normal((n, n))


def _labels(rng: np.random.Generator, n: int, m: int) -> Array:
    return rng.integers(n, size=m)


def _one_hot(rng: np.random.Generator, n: int, m: int) -> Array:
    return np.eye(n)[:, _labels(rng, n, m)]


def _targets(rng: np.random.Generator, n: int, m: int) -> Array:
    return 2 * rng.standard_normal((n, m))


def _mask(rng: np.random.Generator, n: int, m: int) -> Array:
    return (rng.random((n, m)) < 0.8).astype(float)


@dataclass(frozen=True)
class OwnLayer:
    """What is said of a layer. In the formulas a is one column, and so is what comes out, unless it says otherwise."""

    name: str
    title: str
    out: str  # the forward pass, as a formula
    c: str  # what c is
    gives: str  # the shape of what comes out, beside a's (n, m)
    surprise: str  # what the sentence of exercise 5.7 is about
    given: Given = _nothing  # makes a c for a batch of shape (n, m)


_NOTHING, _SAME, _ROW = "`None`: this layer needs nothing besides $a$.", "$(n, m)$, as $a$", "$(1, m)$"
_FAR = " It must be right for entries of ±1000, without a warning."
LAYERS: dict[str, OwnLayer] = {
    layer.name: layer
    for layer in (
        OwnLayer(
            "softplus",
            "Softplus",
            r"\text{out}_i = \ln(1 + e^{a_i})",
            _NOTHING + _FAR,
            _SAME,
            "The slope is a function that you have met. Which one, and why is it this one?",
        ),
        OwnLayer(
            "leaky_relu",
            "Leaky ReLU",
            r"\text{out}_i = a_i \text{ where } a_i > 0, \quad 0.1\, a_i \text{ elsewhere}",
            _NOTHING,
            _SAME,
            "Where ReLU lets nothing back, something comes back here. What does that do for a unit that is off?",
        ),
        OwnLayer(
            "skip",
            "Skip connection",
            r"\text{out}_i = a_i + \tanh(a_i)",
            _NOTHING,
            _SAME,
            "One term doesn't hold the slope of tanh. Where does it come from, and what does it do for deep networks?",
        ),
        OwnLayer(
            "scaled_residual",
            "Scaled residual block",
            r"\text{out} = \frac{1}{\sqrt 2} \big( a + c\, \tanh(a) \big)",
            "A matrix $(n, n)$ of fixed weights.",
            _SAME,
            "Two paths lead back to one entry of $a$. Where do they part, and why are they added?",
            _square,
        ),
        OwnLayer(
            "layer_norm",
            "Layer normalisation",
            r"\text{out} = \frac{a - \mu}{\sqrt{s + 10^{-5}}}, \quad \mu = \frac1n \sum_i a_i, \quad "
            r"s = \frac1n \sum_i (a_i - \mu)^2",
            _NOTHING,
            _SAME,
            "Two means come in on the way back. Which two functions of $a$ do they come from?",
        ),
        OwnLayer(
            "unit_length",
            "Unit length",
            r"\text{out} = \frac{a}{\lVert a \rVert}, \quad \lVert a \rVert = \sqrt{\textstyle\sum_i a_i^2}",
            _NOTHING,
            _SAME,
            "A part of the gradient is taken away. In which direction does it lie, and why must that be lost?",
        ),
        OwnLayer(
            "swish",
            "Swish",
            r"\text{out}_i = a_i\, \sigma(a_i), \quad \sigma \text{ the logistic function}",
            _NOTHING,
            _SAME,
            "The slope is below 0 in some places. Which of the two terms makes it so, and where?",
        ),
        OwnLayer(
            "log_softmax",
            "The logarithm of softmax",
            r"\text{out}_i = a_i - \ln \sum_j e^{a_j}",
            _NOTHING + _FAR,
            _SAME,
            "The sum of all the column's upstream gradients comes in. Along which path?",
        ),
        OwnLayer(
            "label_smoothing",
            "Cross-entropy with smoothed labels",
            r"\text{out} = -\sum_i t_i \ln \hat y_i, \quad \hat y = \text{softmax}(a), \quad "
            r"t = 0.9\, e(y) + \frac{0.1}{n}",
            "The labels $y$, $(m,)$ integers, as in notebook 2." + _FAR,
            _ROW,
            "The gradient is not 0 where the network is certain and right. Which way does it push there, and why?",
            _labels,
        ),
        OwnLayer(
            "squared_error_at_softmax",
            "Squared error at a softmax output",
            r"\text{out} = \frac12 \sum_i (\hat y_i - c_i)^2, \quad \hat y = \text{softmax}(a)",
            "The targets, $(n, m)$, $e(y)$ for each column.",
            _ROW,
            "A sum over the column comes in, and a factor $\\hat y_i$ before all. Where do they come from?",
            _one_hot,
        ),
        OwnLayer(
            "huber",
            "Huber loss",
            r"\text{out} = \sum_i \begin{cases} \frac12 d_i^2 & |d_i| \le 1 \\ |d_i| - \frac12 & |d_i| > 1 \end{cases}"
            r", \quad d = a - c",
            "The targets, $(n, m)$.",
            _ROW,
            "However far an entry is off, its gradient stays the same size. Why, and what is that good for?",
            _targets,
        ),
        OwnLayer(
            "dropout",
            "Dropout with a given mask",
            r"\text{out}_i = \frac{c_i\, a_i}{0.8}",
            "The mask, $(n, m)$: 1 where an entry is kept, 0 where it is dropped.",
            _SAME,
            "A number stands in the gradient that is not in the mask. Where does it come from, and what is it for?",
            _mask,
        ),
    )
}


def drawn(student: str) -> OwnLayer:
    """The layer of a student, by the id; always the same for the same id."""
    return list(LAYERS.values())[int(identity.drawn("own_layer", student).integers(len(LAYERS)))]


def yours() -> OwnLayer | None:
    """Your layer; None where nobody has said yet who you are."""
    student = identity.known()
    return drawn(student) if student else None


def _text(layer: OwnLayer) -> str:
    return "\n\n".join(
        (
            f"**Your layer: {layer.title}** (`{layer.name}`)",
            f"$${layer.out}$$",
            f"- `a`: $(n, m)$, an example a column; the formula is for one column.\n- `c`: {layer.c}\n"
            f"- What comes out: {layer.gives}; so is `grad_out`.\n- *For exercise 5.7:* {layer.surprise}",
        )
    )


def card(name: str = "") -> Any:
    """Show your layer, or the one of that name. It is drawn from your student id; where none is known, it is asked for.

    Raises ValueError for a name that no layer has.
    """
    from IPython.display import Markdown

    if name and name not in LAYERS:
        raise ValueError(f"no layer is called {name!r}; there are {', '.join(LAYERS)}")
    layer = LAYERS[name] if name else yours()
    if layer is None:
        return Markdown(
            "Say who you are first: run `ask.me()` in a cell, then this cell again. It is your student id that decides."
        )
    return Markdown(_text(layer))


def example(rng: np.random.Generator) -> tuple[Parameters, Array, Any]:
    """Give theta of one layer, inputs X and a c, for your layer on top of a = b_1 + W_1 X. 5 units, 6 examples."""
    layer = yours() or LAYERS["softplus"]
    theta = Parameters([None, rng.standard_normal((5, 4))], [None, rng.standard_normal((5, 1))])
    return theta, rng.standard_normal((4, 6)), layer.given(rng, 5, 6)
