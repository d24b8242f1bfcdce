# Made by `make release` from solutions/backpropagation/lab/ask/back_propagation.py: edit that file, not this one.
"""The questions of notebook 4: shapes, sums and single entries of the gradients, before the formula stands there."""

from __future__ import annotations

import numpy as np

from .question import Question, column, different, question


@question
def entry_of_output_gradient(rng: np.random.Generator) -> Question:
    """The gradient with respect to a_L, for one example."""
    tenths = np.array([[1, 2, 7], [1, 3, 6], [2, 3, 5], [1, 4, 5]][int(rng.integers(4))])
    y_hat, y = rng.permutation(tenths) / 10, int(rng.integers(3))
    e = np.eye(3)[y]
    return Question(
        asked=f"ŷ = {column(y_hat)}, and the true class is y = {y} (classes count from 0). What is ∇_{{a_L}}?",
        right=[float(v) for v in y_hat - e],
        why="Its entries add up to 0, as they must: adding one number to all logits changes nothing.",
        hints=[
            ([float(v) for v in e - y_hat], "Every sign is turned round. Which way must a_y go for the loss to fall?"),
            ([float(v) for v in y_hat], "Only one of the two terms is there: the other is the slope of −a_y."),
            ([float(v) for v in -e / y_hat[y]], "That is the gradient with respect to ŷ, not to a_L."),
            ([float(v) for v in (y_hat - e) / 3], "Nothing is divided here: this is one example."),
        ],
        otherwise="Two terms for each entry: the slope of ln S, and that of −a_y, which only one entry has.",
        given={"y_hat": [[float(v)] for v in y_hat], "y": [y]},
    )


@question
def shape_of_grad_W(rng: np.random.Generator) -> Question:
    """The shape of the gradient of a weight matrix, for a batch."""
    units, below, m = different(rng, 3, 2, 9)
    return Question(
        asked=f"h_{{k−1}} has the shape ({below}, {m}), a_k the shape ({units}, {m}). Which shape has ∇_{{W_k}}?",
        right=(units, below),
        why="The shape of W_k itself, whatever the size of the batch: the examples have been summed away.",
        hints=[
            ((below, units), "That is the transpose. ∇_v has the shape of v: which shape has W_k?"),
            ((units, m), "That is the shape of ∇_{a_k}: it still has a column for each example."),
            ((units, below, m), "One matrix for each example; the batch needs one for all."),
            ((units, 1), "That is the shape of ∇_{b_k}."),
        ],
        otherwise="∇_v has the shape of v: which shape has W_k, if it makes a_k from h_{k−1}?",
        given={"units": units, "below": below, "m": m},
    )


@question
def entry_of_grad_W(rng: np.random.Generator) -> Question:
    """One entry of the gradient of a weight matrix, for a batch of two."""
    d1, d2, h1, h2 = [*different(rng, 2, 1, 5), *different(rng, 2, 2, 7)]
    h1 += 5 * (d1 * h1 == d2 * h2)  # no entry of 0, which is right for many reasons
    total = d1 * h1 - d2 * h2
    return Question(
        asked=(
            f"A batch of two. Unit i of layer k has ∂𝓛/∂a = {d1} for the first example and −{d2} for the second; "
            f"unit j of the layer below has h = {h1} and {h2}. What is entry (i, j) of ∇_{{W_k}}, for the mean loss?"
        ),
        right=total / 2,
        why="A product for each example, and their mean.",
        hints=[
            (float(total), "That is the sum over the examples; the loss is their mean."),
            ((d1 - d2) * (h1 + h2) / 4, "First the product for each example, then the mean: not a product of means."),
            ((d1 * h2 - d2 * h1) / 2, "Each example's slope belongs with its own h."),
            (-total / 2, "Mind the signs: which of the two products is negative?"),
        ],
        otherwise="For each example, the slope times what comes in by this weight. Then the mean of the two.",
        given={"grad_a": [[d1, -d2]], "h_below": [[h1, h2]]},
    )


@question
def terms_of_grad_h(rng: np.random.Generator) -> Question:
    """Over which index the sum runs, as a number of terms."""
    units, below, m = different(rng, 3, 3, 12)
    return Question(
        asked=(
            f"Layer k has {units} units, the layer below has {below}, the batch has {m} examples. How many paths lead "
            "from one activation h_{k−1,j} of one example to the loss: how many terms has the sum for its slope?"
        ),
        right=float(units),
        why="The sum runs over i, the units of the layer above: the first index of W.",
        hints=[
            (float(below), "That is the sum on the way forward: over all that comes into one unit."),
            (float(m), "No other example has anything to do with this activation."),
            (float(units * m), "No other example has anything to do with this activation."),
            (1.0, "One weight leads to each unit of layer k. How many units are there?"),
            (float(units * below), "These are all the weights. Only some begin at unit j."),
        ],
        otherwise="In how many of the sums a_{k,1}, a_{k,2}, … does h_{k−1,j} appear?",
        given={"units": units, "below": below, "m": m},
    )


@question
def entry_of_grad_h(rng: np.random.Generator) -> Question:
    """One entry of the gradient for the layer below."""
    W = np.array([different(rng, 2, 1, 6) for _ in range(2)]) * [[1, -1], [1, 1]]
    d = np.array([[2], [-1]]) * int(rng.integers(1, 4))
    right, forward = float((W.T @ d)[1, 0]), float((W @ d)[1, 0])
    first = float((W.T @ d)[0, 0])
    hints = [
        (forward, "That goes along a row of W_k, as on the way forward. Where do the weights of one input stand?"),
        (first, "That is entry 1. Which column belongs to entry 2?"),
        (float(W[1, 1] * d[1, 0]), "That is one path. There are two from this unit to the loss."),
    ]
    return Question(
        asked=(
            f"W_k has the rows {column(W[0])} and {column(W[1])}; ∇_{{a_k}} = {column(d[:, 0])}. What is the second "
            "entry of ∇_{h_{k−1}}?"
        ),
        right=right,
        why="Down a column of W_k: the wires of the way forward, run the other way.",
        hints=hints,
        otherwise="Each unit of layer k adds its slope times the weight that leads to it from unit 2 below.",
        given={"W": W.tolist(), "grad_a": d.tolist()},
    )


@question
def through_the_activation(rng: np.random.Generator) -> Question:
    """The gradient with respect to a pre-activation, for g(a) = a²."""
    a, d = different(rng, 2, 2, 6), [int(n) for n in rng.choice([-3, -2, 2, 3], 2, replace=False)]
    return Question(
        asked=f"Say that g(a) = a², so g′(a) = 2a. a_k = {column(a)} and ∇_{{h_k}} = {column(d)}. What is ∇_{{a_k}}?",
        right=[float(2 * x * s) for x, s in zip(a, d, strict=True)],
        why="Entry by entry: each activation depends on its own pre-activation, and on no other.",
        hints=[
            ([float(2 * x * x * s) for x, s in zip(a, d, strict=True)], "That is g′ at h = a². Where is g′ taken?"),
            (
                [float(x * x * s) for x, s in zip(a, d, strict=True)],
                "That multiplies by g(a), not by its slope.",
            ),
            ([float(2 * x) for x in a], "These are the slopes of g alone. What comes from above?"),
            ([float(x * s) for x, s in zip(a, d, strict=True)], "The slope of a² is 2a."),
        ],
        otherwise="One path, one factor: how much does h move when a moves, times the slope that h has already.",
        given={"a": a, "grad_h": d},
    )


@question
def calls_of_hidden_gradient(rng: np.random.Generator) -> Question:
    """How often the loop goes down a layer."""
    L, m = int(rng.integers(4, 10)), int(rng.integers(20, 60))
    return Question(
        asked=f"A network with L = {L} and a batch of {m}. How many times does the loop need `hidden_gradient`?",
        right=float(L - 1),
        why="Once for each layer but the lowest: below it is the data, which nobody changes.",
        hints=[
            (float(L), "There is one layer below which there is no other."),
            (float(L - 2), "Go through the loop once for L = 2: how many hidden layers are there?"),
            (float(m), "Each call takes the whole batch."),
            (float(m * L), "Each call takes the whole batch."),
            (float(m * (L - 1)), "Each call takes the whole batch."),
        ],
        otherwise="Which ∇_h are there? None for the input, none for the output.",
        given={"L": L},
    )
