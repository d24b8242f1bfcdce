"""What is true of a wrong function, whatever its mistake: seen by asking it again, and said where no cause is named.

"With every example twice, your loss doubles" needs no list of mistakes, and can't be false. An observer looks at one
failed case, may ask the function once more, and gives a Fact or nothing; each function has a few of its own, the most
telling first (`observe`). What it says names no right number, so that a hidden check may say it, too.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .apart import by_parts, listed
from .calling import fresh
from .closeness import RECOGNISED, Comparison, Leaf, as_numbers

Array = NDArray[Any]
NOISE = 1e-14  # of numbers of size 1, which the checks give


@dataclass(frozen=True)
class Fact:
    """Something true of a function, in words that can follow a colon, and the question that it raises."""

    words: str
    hint: str


@dataclass(frozen=True)
class Failure:
    """A failed case: the function, what it was given, and its answer beside the right one (None where it raised)."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    comparison: Comparison | None
    keywords: Mapping[str, Any] = field(default_factory=dict)

    @property
    def got(self) -> Any:
        """The answer; None where there is none."""
        return self.comparison.got if self.comparison is not None else None

    def again(self, *arguments: Any, **keywords: Any) -> Any:
        """The answer to other arguments, fresh copies of them; None where it raises."""
        said = io.StringIO()
        given = {name: fresh(value) for name, value in {**self.keywords, **keywords}.items()}
        with warnings.catch_warnings(), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            warnings.simplefilter("ignore")
            try:
                return self.function(*fresh(arguments), **given)
            except Exception:
                return None

    def array(self, *arguments: Any) -> Array | None:
        """The same as an array of numbers; None where it is none."""
        return as_numbers(self.again(*arguments))

    def number(self, *arguments: Any) -> float | None:
        """The same as one number; None where it is none."""
        found = self.array(*arguments)
        return float(found.reshape(())) if found is not None and found.size == 1 else None


Observer = Callable[[Failure], Fact | None]
OBSERVERS: dict[str, tuple[Observer, ...]] = {}


def observe(function: str, *observers: Observer) -> None:
    """Let these look at a function's failures, before those that look at any function's."""
    OBSERVERS[function] = observers


def about(function: str, failure: Failure) -> Fact | None:
    """The first fact that is found; None where nothing is."""
    for observer in (one_list, *OBSERVERS.get(function, ()), parts):
        try:
            with np.errstate(all="ignore"):
                fact = observer(failure)
        except Exception:  # an answer of a form that the observer does not expect: it has nothing to say
            continue
        if fact is not None:
            return fact
    return None


def alike(one: Any, other: Any) -> bool:
    """Whether two answers are the same but for rounding."""
    x, y = as_numbers(one), as_numbers(other)
    return x is not None and y is not None and x.shape == y.shape and not RECOGNISED.wrong(x, y).any()


def times(one: Any, other: Any, within: float = 1e-6) -> float | None:
    """The constant that `one` is of `other`, entry by entry, to so many parts; None where there is none."""
    x, y = as_numbers(one), as_numbers(other)
    if x is None or y is None or x.shape != y.shape or not np.isfinite(x).all() or _is_noise(x) or _is_noise(y):
        return None
    ratio = float(np.sum(x * y) / np.sum(y * y))
    return ratio if bool(np.all(np.abs(x - ratio * y) <= within * np.max(np.abs(ratio * y)))) else None


def _is_noise(x: Array) -> bool:
    """Whether nothing is there but 0 and what rounding leaves of it."""
    return not bool(np.any(np.abs(x) > NOISE))


# Whether two parts are one list under two names


def one_list(failure: Failure) -> Fact | None:
    """Say "W[k] and b[k] are the same arrays, for every k": two parts that should differ, and are one list."""
    comparison = failure.comparison
    if comparison is None or not isinstance(comparison.expected, tuple):
        return None
    names = getattr(comparison.expected, "_fields", comparison.names)
    pairs = itertools.combinations(zip(names, comparison.expected, comparison.got, strict=False), 2)
    for (one, right, mine), (other, right_too, mine_too) in pairs:
        if _same_lists(mine, mine_too) and not _same_lists(right, right_too):
            words = f"{one}[k] and {other}[k] are the same arrays, for every k"
            return Fact(
                words,
                "Two names can stand for one list: what is put into it under one name, the other shows. "
                f"Where do you make the lists of {one} and {other}?",
            )
    return None


def _same_lists(one: Any, other: Any) -> bool:
    """Whether two lists by layers hold the same arrays from 1 on."""
    both = isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)) and len(one) == len(other) > 1
    return both and all(
        x is not None and y is not None and np.shape(x) == np.shape(y) and np.array_equal(x, y)
        for x, y in zip(one[1:], other[1:], strict=True)
    )


# Which parts are right, and what the others are of the right ones


def _factor(leaf: Leaf) -> str:
    """Say "W[2] is 2 times the right one", where every entry is that of the right one; else nothing."""
    assert leaf.expected is not None
    ratio = times(leaf.got, leaf.expected) if leaf.expected.size > 1 else None
    return f"{leaf.label} is {ratio:.4g} times the right one" if ratio is not None else ""


def _factors(comparison: Comparison) -> str:
    """What the wrong parts are of the right ones, where a constant says that of each."""
    said = [_factor(leaf) for leaf in comparison.wrong]
    return ", ".join(said) if 1 <= len(said) <= 4 and all(said) and not comparison.misshapen else ""


def _kinds(labels: Sequence[str]) -> set[str]:
    return {label.split("[")[0] for label in labels}


def _number(label: str) -> int:
    return int(label.split("[")[1].split("]")[0])


def parts(failure: Failure) -> Fact | None:
    """Say "grad_W is right, grad_b is not", with the question to which that leads."""
    comparison = failure.comparison
    if comparison is None or comparison.mismatch or not by_parts(comparison):
        return None
    off = [leaf.label for leaf in (*comparison.misshapen, *comparison.wrong)]
    fine = [leaf.label for leaf in comparison.leaves if leaf.label not in off]
    said, factors = by_parts(comparison), _factors(comparison)
    if comparison.misshapen and not _kinds(fine) & _kinds(off):
        kinds = listed(sorted(_kinds(off)))
        return Fact(said, f"Which shape does the docstring give {kinds}? Write it beside the line that makes {kinds}.")
    return Fact(f"{said}; {factors}" if factors else said, _where(fine, off))


def _where(fine: Sequence[str], off: Sequence[str]) -> str:
    """Where to look, from what is right and what is not."""
    if not _kinds(fine) & _kinds(off):
        return f"What differs between the line of {listed(sorted(_kinds(off)))} and that of what is right?"
    if all(" after step " in label for label in (*fine, *off)):
        return _where_in_steps(fine, off)
    wrong_ones = {_number(label) for label in off if "[" in label}
    right_ones = {_number(label) for label in fine if "[" in label}
    if wrong_ones & right_ones or not wrong_ones or not right_ones:
        return f"Everything else is right: look at the lines that make {listed(off[:3])}, and at no others."
    layers = f"layer{'s' * (len(wrong_ones) > 1)} {listed([str(k) for k in sorted(wrong_ones)])}"
    return f"Only {layers} came out wrong. What happens there that does not happen elsewhere?"


def _where_in_steps(fine: Sequence[str], off: Sequence[str]) -> str:
    steps = {label.rpartition(" ")[2] for label in off} & {label.rpartition(" ")[2] for label in fine}
    tensors = {label.split(" ")[0] for label in off} & {label.split(" ")[0] for label in fine}
    if not steps:
        return "The first step starts from nothing, the next ones from what is kept. Print what is kept after step 1."
    if not tensors:
        return f"Compare the lines that make {listed(sorted({label.split(' ')[0] for label in off}))} with the others."
    return "Follow one tensor through two steps by hand: what is kept of it, and what is used?"
