# Made by `make release` from solutions/backpropagation/lab/draw/flow.py: edit that file, not this one.
"""What flows through a network: shapes forward, spreads of activations, outer products, gradients on their way back."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np

from lab import worked
from lab.draw import style
from lab.draw.style import BLUE, DIVERGING, GREEN, ORANGE, PURPLE, Array, Axes, Function, cells
from lab.figures import drawing, label, largest, number, tell
from lab.parameters import Parameters


@drawing
def shapes(theta: Any, h: Sequence[Any], a: Sequence[Any], y_hat: Array) -> Axes:
    """The matrices of a forward pass as boxes, a row for each layer: a_k = b_k + W_k h_{k-1}, then h_k or y_hat."""
    W, b = theta
    L, longest = len(W) - 1, largest([side for matrix in (*W[1:], h[0]) for side in np.shape(matrix)], 12)
    unit = 1.2 / np.sqrt(longest)  # for square roots of the sides, so that 10 and 784 fit in one picture
    tall = 0.75 + unit * np.sqrt(largest([len(matrix) for matrix in (*W[1:], h[0])]))
    _, ax = plt.subplots(figsize=(7.6, L * tall))
    for k in range(1, L + 1):
        after = (f"$ŷ = O(a_{{{k}}})$", y_hat, ORANGE) if k == L else (f"$h_{{{k}}} = g(a_{{{k}}})$", h[k], GREEN)
        below = ("$h_0 = X$" if k == 1 else f"$h_{{{k - 1}}}$", h[k - 1], GREEN)
        weights = ((f"$b_{{{k}}}$", b[k], PURPLE), (f"$W_{{{k}}}$", W[k], PURPLE))
        row = ((f"$a_{{{k}}}$", a[k], BLUE), *weights, below, after)
        for i, ((name, matrix, colour), sign) in enumerate(zip(row, "=+ → ", strict=True)):
            x, y, (rows, columns) = 0.8 + 1.5 * i, (L - k + 0.5) * tall, np.shape(matrix)
            wide, high = unit * np.sqrt(columns), unit * np.sqrt(rows)
            corner = (x - wide / 2, y - high / 2)
            ax.add_patch(plt.Rectangle(corner, wide, high, facecolor=f"{colour}33", edgecolor=colour, linewidth=1.3))
            ax.text(x, y + high / 2 + 0.05, name, ha="center", size=10.9)
            ax.text(x, y - high / 2 - 0.06, f"{rows} × {columns}", ha="center", va="top", size=9)
            ax.text(x + 0.75, y, sign, ha="center", va="center", size=12.8)
            tell(ax, f"layer {k}, {name}", (rows, columns))
    ax.set(xlim=(0, 7.6), ylim=(0, L * tall))
    ax.set_axis_off()
    return ax


@drawing
def spreads(
    initialize_parameters: Function, forward_propagation: Function, factors: Sequence[float] = (0.2, 1, 5),
    depth: int = 7,
) -> Axes:  # fmt: skip
    """How h_1, h_2, … spread in a deep tanh network, the weights times each of `factors`. An Axes for each factor."""
    rng = np.random.default_rng(3)
    X = rng.standard_normal((100, 200))
    W, b = initialize_parameters([100] * (depth + 1) + [10], rng)
    _, axes = plt.subplots(1, len(factors), figsize=(7.6, 4.4), sharey=True, squeeze=False)
    for ax, factor, colour in zip(axes[0], factors, [PURPLE, GREEN, ORANGE] * len(factors), strict=False):
        h, _, _ = forward_propagation(Parameters([None] + [factor * w for w in W[1:]], b), X, np.tanh, lambda a: a)
        for k in range(1, depth + 1):
            counts, edges = np.histogram(h[k], bins=np.linspace(-1, 1, 81))
            heights = k + 0.85 * counts / largest(counts, 1)
            ax.stairs(heights, edges, baseline=k, fill=True, color=colour, alpha=0.75)
            ax.text(1.06, k + 0.28, number(np.std(h[k]), 2), size=9, va="center")
        tell(ax, f"spread of h_1 to h_{depth}", [np.std(h[k]) for k in range(1, depth + 1)])
        ax.text(1.06, depth + 0.98, "spread", size=9, color=style.MUTED, va="center")
        ax.set(xlim=(-1.08, 1.95), ylim=(0.85, depth + 1.2), xticks=(-1, 0, 1), yticks=range(1, depth + 1))
        ax.set(xlabel="entries of $h_k$", ylabel="layer $k$", title=f"weights × {factor:g}")
        ax.label_outer()
    return axes[0]


def _two_maps(initialize_parameters: Function, n_1: int, matrix_of: Function, **names: str) -> Axes:
    """Maps of matrix_of(theta, X, y), units by columns: units that start alike, beside the student's initialisation.

    They start alike where W_1 is one number throughout and the columns of W_2 are equal. Its rows differ: were they
    equal, too, the gradient of W_1 would be 0, and what is drawn of it nothing but rounding.
    """
    rng = np.random.default_rng(4)
    X, y = rng.standard_normal((5, 12)), rng.integers(0, 3, 12)
    W, b = initialize_parameters([5, n_1, 3], rng)
    rows = 0.3 * np.arange(1, 4)[:, np.newaxis]
    alike = Parameters([None, np.full_like(W[1], 0.3), np.broadcast_to(rows, W[2].shape)], b)
    _, axes = plt.subplots(1, 2, figsize=(7.6, 2.6))
    for ax, theta, title in zip(
        axes, (alike, Parameters(W, b)), ("units that start alike", "your initialisation"), strict=True
    ):
        matrix = matrix_of(theta, X, y)
        limit = largest(np.abs(matrix)) or 1.0
        style.colour_bar(ax, cells(ax, matrix, cmap=DIVERGING, vmin=-limit, vmax=limit))
        ax.set_xticks(range(matrix.shape[1]), range(1, matrix.shape[1] + 1))
        ax.set_yticks(range(len(matrix)), range(1, len(matrix) + 1))
        known = np.isfinite(matrix).any()
        count = f"different rows: {len(np.unique(np.round(matrix, 12), axis=0))}" if known else "no numbers"
        ax.set(title=f"{title}, {count}", **names)
        for unit, row in enumerate(matrix):
            tell(ax, f"unit {unit + 1}", row)
    axes[1].set_ylabel("")
    return axes


@drawing
def symmetry(initialize_parameters: Function, forward_propagation: Function) -> Axes:
    """h_1 of six hidden units on twelve examples: all of W_1 0.3, beside the student's initialisation. Two Axes."""

    def h_1(theta: Parameters, X: Array, y: Array) -> Any:
        return forward_propagation(theta, X, np.tanh, lambda a: a)[0][1]

    return _two_maps(initialize_parameters, 6, h_1, xlabel="example", ylabel="hidden unit, $h_1$")


@drawing
def twins(
    initialize_parameters: Function, forward_propagation: Function, back_propagation: Function,
    O: Function, g: Function, g_prime: Function,
) -> Axes:  # fmt: skip
    """∇_{W_1} when all units start alike, beside ∇_{W_1} from the student's initialisation. Two Axes."""

    def grad_W_1(theta: Parameters, X: Array, y: Array) -> Any:
        return back_propagation(theta, *forward_propagation(theta, X, g, O), y, g_prime)[0][1]

    return _two_maps(initialize_parameters, 4, grad_W_1, xlabel="input", ylabel="hidden unit, $∇_{W_1}$")


@drawing
def outer_products(parameter_gradients: Function) -> Axes:
    """∇_{W_2} of the worked network: example 1 by itself, example 2 by itself, and both in one call. Three Axes."""
    grad_a, h = worked.grad_a_2(), worked.h_1()
    _, axes = plt.subplots(1, 3, figsize=(6.2, 2.6))
    for ax, title, batch in zip(axes, ("example 1", "example 2", "both, one call"), ([0], [1], [0, 1]), strict=True):
        grad_W = parameter_gradients(grad_a[:, batch], h[:, batch])[0]
        cells(ax, grad_W, [[*map(number, row)] for row in grad_W], cmap=DIVERGING, vmin=-1, vmax=1)
        ax.set_title(f"{title}: $∇_{{W_2}}$", loc="center")
        ax.set(aspect="equal", xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
    return axes


@drawing
def vanishing(
    initialize_parameters: Function, forward_propagation: Function, back_propagation: Function, O: Function,
    activations: Mapping[str, tuple[Function, Function]], depth: int = 10,
) -> Axes:  # fmt: skip
    """The size of ∇_{W_k} down a deep network, a curve for each activation: name -> (g, g_prime)."""
    rng = np.random.default_rng(5)
    X, y = rng.standard_normal((50, 100)), rng.integers(0, 10, 100)
    theta, layers = initialize_parameters([50] * depth + [10], rng), range(1, depth + 1)
    _, ax = plt.subplots(figsize=(7.6, 3.6))
    for (name, (g, g_prime)), mark in zip(activations.items(), "osD^v" * len(activations), strict=False):
        grad_W = back_propagation(theta, *forward_propagation(theta, X, g, O), y, g_prime)[0]
        sizes = [np.sqrt(np.mean(np.square(grad_W[k]))) for k in layers]
        ax.plot(layers, sizes, marker=mark, label=label(name, 40))
    style.scale(ax, [line.get_ydata() for line in ax.lines], "root mean square of $∇_{W_k}$")
    ax.set(xlabel="layer $k$ (the gradient comes from the right)", xticks=layers)
    outside = {"loc": "center left", "bbox_to_anchor": (1.01, 0.5)} if len(ax.lines) > 5 else {"loc": "lower right"}
    ax.legend(*ax.get_legend_handles_labels(), **outside)
    return ax
