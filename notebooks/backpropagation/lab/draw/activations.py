# Made by `make release` from solutions/backpropagation/lab/draw/activations.py: edit that file, not this one.
"""Figures of notebook 01: what a neuron bends, g beside its slope g′, and what slopes do to a deep network."""

from collections import defaultdict
from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np

from lab.draw.style import BLUE, GREEN, INK, MUTED, ORANGE, PURPLE, Axes, Function
from lab.figures import drawing, label, number, reach

_LOOKS = defaultdict(lambda: (PURPLE, ":"), {"logistic": (BLUE, "-"), "tanh": (GREEN, "--"), "relu": (ORANGE, "-.")})


@drawing
def neuron(g: Function) -> Axes:
    """What one neuron can do: g(w x + b) over x for a few weights w, and for a few biases b. Two Axes."""
    x = np.linspace(-6, 6, 241)
    _, axes = plt.subplots(1, 2, sharey=True)
    for ax, pairs in zip(axes, (((0.5, 0), (1, 0), (4, 0)), ((2, 6), (2, 0), (2, -6))), strict=True):
        for w, b in pairs:
            ax.plot(x, g(w * x + b), label=f"w = {number(w)}, b = {number(b)}")
        ax.set_xlabel("input x")
        ax.legend(loc="upper left")
    low, high = axes[0].get_ylim()
    axes[0].set_ylim(low, high + 0.5 * (high - low))  # room for the legend above the curves
    axes[0].set(ylabel="h = g(w x + b)", title="The weight makes the step steeper …")
    axes[1].set_title("… and the bias moves it along x")
    return axes


@drawing
def beside(g: Function, g_prime: Function, name: str) -> Axes:
    """The curve of g with tangents; beside it g′, and their slopes, which must lie on it. name: of g. Two Axes."""
    a, h = np.linspace(-5, 5, 501), 1e-4
    at = np.array([-3.0, -1.5, -0.75, 0.75, 1.5, 3.0]) if name == "relu" else np.arange(-3.0, 4, 1.5)
    slope = (g(at + h) - g(at - h)) / (2 * h)
    _, axes = plt.subplots(1, 2, figsize=(7.6, 3.0))
    axes[0].plot(a, g(a), "-", color=_LOOKS[name][0], label=name)
    run = 0.65 / np.hypot(1, slope)
    axes[0].plot([at - run, at + run], [g(at) - slope * run, g(at) + slope * run], "-", color=INK)
    axes[0].plot(at, g(at), "o", color=INK)
    pen = np.where((name == "relu") & (np.abs(a) < h), np.nan, a)  # no line up the step of relu's slope
    axes[1].plot(pen, g_prime(a), "-", color=_LOOKS[name][0], label="your g′")
    axes[1].plot(at, slope, "o", color=INK, label="the slope of the tangents")
    axes[1].plot(at, slope - g_prime(at), " ", label="the slope of the tangents less your g′")
    reach(axes[1], -0.08, 1.12)
    axes[0].set(xlabel="pre-activation a", ylabel="g(a)", title=f"{name}, and its tangents at {len(at)} points")
    axes[1].set(xlabel="pre-activation a", ylabel="g′(a)", title="line: your g′; dots: the tangents")
    return axes


@drawing
def together(logistic: Function, slopes: Mapping[str, Function], relu: Function) -> Axes:
    """Three activations, and beside them their slopes, by name: logistic, tanh and relu. Two Axes."""
    a = np.linspace(-4, 4, 401)
    _, axes = plt.subplots(1, 2, figsize=(7.6, 3.3))
    for name, g in (("logistic", logistic), ("tanh", np.tanh), ("relu", relu)):
        colour, dash = _LOOKS[name]
        axes[0].plot(a, g(a), dash, color=colour, label=name)
        pen = np.where((name == "relu") & (np.abs(a) < 1e-9), np.nan, a)  # no line up the step of relu's slope
        axes[1].plot(pen, slopes[name](a), dash, color=colour, label=name)
    axes[1].axhline(0.25, color=MUTED, linewidth=0.75, linestyle="-")
    axes[1].text(-3.95, 0.27, "¼", clip_on=True)
    for ax in axes:
        ax.legend(loc="upper left")
    axes[0].set(xlabel="pre-activation a", ylabel="g(a)", title="three activations …", ylim=(-1.15, 2.3))
    axes[1].set(xlabel="pre-activation a", ylabel="g′(a)", title="… and how much each lets through")
    return axes


@drawing
def depth(slopes: Mapping[str, Function], layers: int = 10, count: int = 4000, shown: int = 30) -> Axes:
    """The product of slopes along `count` paths through ever more layers. An Axes for each named activation.

    The first `shown` paths are drawn, and the one that stays open longest.
    """
    figure, axes = plt.subplots(1, len(slopes), figsize=(7.6, 3.6), sharex=True, sharey=True, squeeze=False)
    L, told = np.arange(layers + 1), []
    a = np.random.default_rng(48).standard_normal((layers, count))  # as in an ordinary, healthy network
    for ax, (name, g_prime) in zip(axes[0], slopes.items(), strict=True):
        products = np.vstack([np.ones(count), np.abs(np.cumprod(g_prime(a), axis=0))])
        is_open = products > 0  # a logarithmic axis has no place for 0: there the path ends
        ends = is_open.sum(axis=0) - 1
        drawn = np.append(np.arange(count)[:shown], np.argmax(ends))
        lines = np.where(is_open, products, np.nan)[:, drawn]
        ax.plot(L, lines, color=_LOOKS[name][0], ls="-", linewidth=1, alpha=0.55)
        ax.set(xlabel="layers L", title=label(name), yscale="log", xlim=(-0.6, layers + 0.6), ylim=(1e-11, 30))
        ax.set_yticks([1, 1e-3, 1e-6, 1e-9], minor=False)
        if not is_open[-1].all():
            ax.plot(ends[drawn], products[ends[drawn], drawn], "x", color=INK)
            ax.text(0, 2e-3, f"paths still open,\nof {count}\n×: the next slope is 0", va="top", size=9)
            for k in range(0, layers + 1, max(2, layers // 4)):
                ax.text(k, 0.1, f"{is_open[k].sum()}", ha="center", va="top", size=9)
        if name == "logistic":
            ax.plot(L, 0.25**L, "--", color=INK, linewidth=1.5)
            ax.text(0.52 * layers, 4e-3 if is_open[-1].all() else 5, "at most\n$(¼)^L$", va="center")
        middle = f", of median product {number(np.median(products[-1, is_open[-1]]))}" if is_open[-1].any() else ""
        told.append(f"{name}: {is_open[-1].sum()} of {count} paths are still open after {layers} layers{middle}")
    axes[0, 0].set_ylabel("product of the slopes")
    figure.set_label(f"{'; '.join(told)}.")
    return axes[0]
