"""What is right and what is not: all that can be said for certain where no cause is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .closeness import Comparison

MOST = 6  # labels in one sentence


def by_parts(comparison: Comparison) -> str:
    """Return "grad_W is right, grad_b is not"; "" where no part is right, or there is only one."""
    off = {leaf.label for leaf in (*comparison.wrong, *comparison.misshapen)}
    labels = [leaf.label for leaf in comparison.leaves]
    steps = [match[1] for label in labels if (match := re.search(r" after (step \d+)$", label))]
    if len(steps) == len(labels):
        wrong = {step for step, label in zip(steps, labels, strict=True) if label in off}
        labels, off = list(dict.fromkeys(steps)), wrong
    right = [label for label in labels if label and label not in off]
    wrong_ones = [label for label in labels if label and label in off]
    if not right or not wrong_ones or comparison.mismatch:
        return ""
    return f"{listed(right)} {_are(right)} right, {listed(wrong_ones)} {_are(wrong_ones)} not"


def by_inputs(words: Sequence[str], right: Sequence[bool], raised: bool = False) -> str:
    """Return "it is right for …, and not for …" of two kinds of inputs; "" where it is right for none."""
    good = [text for text, fine in zip(words, right, strict=True) if fine]
    bad = [text for text, fine in zip(words, right, strict=True) if not fine and text not in good]
    if not good or len(good) == len(words):
        return ""
    which = f"for {good[0]}" if len(good) == 1 else f"for {len(good)} of {len(words)} inputs, {good[0]} among them"
    elsewhere = ", and raises elsewhere" if raised else f"; it is not for {bad[0]}" if bad else ""
    return f"it is right {which}{elsewhere}"


def _are(labels: Sequence[str]) -> str:
    return "is" if len(labels) == 1 else "are"


def listed(labels: Sequence[str]) -> str:
    if len(labels) > MOST:
        return f"{', '.join(labels[:MOST])} and others"
    return " and ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)
