"""Naming the cause of a wrong answer, where its numbers allow only one.

A cause is named only if it reproduces every number of every failing case (to 1e-6) and agrees with the cases that
pass. `named` tries alternatives that a caller brings ("without g′ you would get this"); `general` needs no knowledge of
the function: constant ratios, transposes, lost axes, orders, integers, infinities. Two that fit equally well name none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .closeness import RECOGNISED, Comparison, Leaf, same

# What a mistake would give for one case: a value, or a function of no arguments that works it out.
Alternatives = Mapping[str, Any]
Arrays = list[tuple[NDArray[Any], NDArray[Any]]]


@dataclass(frozen=True)
class Diagnosis:
    """A cause (a key of `causes`), and what can be said of it besides."""

    cause: str
    detail: str = ""  # "every entry is 5 times the right one"
    ratio: str = ""


@dataclass(frozen=True)
class Evidence:
    """One case: the comparison, the sizes in it by name ({"m": 5}), and what known mistakes would give."""

    comparison: Comparison
    sizes: Mapping[str, int] = field(default_factory=dict)
    alternatives: Callable[[], Alternatives] | Alternatives = field(default_factory=dict)

    def known(self) -> dict[str, Any]:
        """The alternatives of this case by cause, worked out lazily."""
        found = self.alternatives() if callable(self.alternatives) else self.alternatives
        return dict(found)


def _value_of(alternative: Any) -> Any:
    """An alternative's value; None when working it out fails (then it can't be what the student did)."""
    if not callable(alternative):
        return alternative
    try:
        with np.errstate(all="ignore"):
            return alternative()
    except Exception:
        return None


def _explains(key: str, tables: Sequence[tuple[Evidence, dict[str, Any]]]) -> bool:
    """Whether one alternative reproduces what the student has, in every case that tells of it; failing cases first.

    Where it also gives what is right (tiny inputs, say), it explains nothing, and does not contradict either.
    """
    found = False
    for evidence, table in sorted(tables, key=lambda pair: pair[0].comparison.right):
        comparison = evidence.comparison
        if key not in table:
            if not comparison.right:
                return False
            continue
        value = _value_of(table[key])
        if value is None or not same(value, comparison.got):
            return False
        found = found or (not comparison.right and not same(comparison.expected, value))
    return found


def named(evidence: Sequence[Evidence]) -> list[str]:
    """The causes whose alternatives reproduce what the student has, in every case that tells of them.

    One cause may have several alternatives: "steps_off:more" and "steps_off:fewer" are both "steps_off".
    """
    if all(e.comparison.right for e in evidence):
        return []
    tables = [(e, e.known()) for e in evidence]
    keys = dict.fromkeys(key for e, table in tables for key in table if not e.comparison.right)
    return list(dict.fromkeys(key.split(":")[0] for key in keys if _explains(key, tables)))


def general(evidence: Sequence[Evidence]) -> Diagnosis | None:
    """The general cause that holds for every failing case, or None."""
    failing = [e for e in evidence if not e.comparison.right]
    for look in (
        _structure,
        _list_order,
        _shapes,
        _types,
        _not_finite,
        _ratio,
        _fixed_number,
        _order,
        _flatness,
        _offset,
    ):
        found = look(failing)
        if found:
            return found
    return None


def _structure(failing: Sequence[Evidence]) -> Diagnosis | None:
    mismatch = failing[0].comparison.mismatch
    return Diagnosis(mismatch.cause) if mismatch else None


def _pairs(leaves: Iterable[Leaf]) -> Arrays:
    return [(x.expected, x.got) for x in leaves if x.expected is not None and x.got is not None]


def _close(expected: NDArray[Any], got: NDArray[Any]) -> bool:
    return expected.shape == got.shape and not RECOGNISED.wrong(expected, got).any()


def _lost_axis(expected: NDArray[Any], got: NDArray[Any]) -> str:
    """How the shape of `got` came about, if its numbers say so."""
    ways: dict[str, Callable[[], bool]] = {
        "transposed": lambda: expected.ndim == 2 and _close(expected.T, got),
        "axis_dropped": lambda: (
            got.ndim < expected.ndim and got.shape == expected.squeeze().shape and _close(expected.squeeze(), got)
        ),
        "flat": lambda: (
            expected.size == got.size and got.ndim < expected.ndim and _close(expected.ravel(), got.ravel())
        ),
        "not_summed": lambda: (
            got.ndim == 2
            and got.shape[:1] == expected.shape[:1]
            and any(_close(expected.ravel(), f(got, axis=1)) for f in (np.mean, np.sum))
        ),
        "summed_all": lambda: (
            got.size == 1 and any(_close(np.asarray(f(expected)), got.reshape(())) for f in (np.sum, np.mean))
        ),
    }
    return next((cause for cause, holds in ways.items() if holds()), "shape")


def _lists(failing: Evidence) -> dict[str, tuple[list[NDArray[Any]], list[NDArray[Any]]]]:
    """The arrays of each list in a value, expected and got: "W" -> ([W_1, W_2], [...])."""
    found: dict[str, tuple[list[NDArray[Any]], list[NDArray[Any]]]] = {}
    for leaf in failing.comparison.leaves:
        if "[" in leaf.label and leaf.expected is not None and leaf.got is not None:
            expected, got = found.setdefault(leaf.label.split("[")[0], ([], []))
            expected.append(leaf.expected)
            got.append(leaf.got)
    return found


def _moved(expected: list[NDArray[Any]], got: list[NDArray[Any]]) -> str:
    """How a whole list of arrays is in another order, if it is."""
    if all(map(_close, expected, got)):
        return "same"
    if all(map(_close, expected, reversed(got))):
        return "reversed"
    n = len(expected)
    if n > 2 and (all(map(_close, expected[1:], got)) or all(map(_close, expected, got[1:]))):
        return "shifted"
    return ""


def _list_order(failing: Sequence[Evidence]) -> Diagnosis | None:
    """Right arrays at wrong indices."""
    found = set()
    for case in failing:
        lists = _lists(case)
        others = [x for x in (*case.comparison.wrong, *case.comparison.misshapen) if "[" not in x.label]
        if others or not lists:
            return None
        found |= {_moved(expected, got) for expected, got in lists.values()}
    found.discard("same")
    return Diagnosis(found.pop()) if len(found) == 1 and "" not in found else None


def _shapes(failing: Sequence[Evidence]) -> Diagnosis | None:
    if not failing[0].comparison.misshapen:
        return None
    pairs = [p for case in failing for p in _pairs(case.comparison.misshapen)]
    # One number has no axis to lose: where there are arrays, too, they tell more.
    found = {_lost_axis(e, g) for e, g in pairs if e.ndim} or {_lost_axis(e, g) for e, g in pairs}
    if all(e.ndim == g.ndim == 1 for e, g in pairs):
        return Diagnosis("wrong_length")
    others = any(case.comparison.wrong for case in failing)
    return Diagnosis(found.pop() if len(found) == 1 and not others else "shape")


def _types(failing: Sequence[Evidence]) -> Diagnosis | None:
    pairs = [p for case in failing for p in _pairs(case.comparison.wrong)]
    whole = [(e, g) for e, g in pairs if np.isfinite(e).all()]
    if len(whole) != len(pairs) or not pairs:
        return None
    if any(g.any() for _, g in pairs) and all(_close(np.trunc(e), g) for e, g in pairs):
        return Diagnosis("integers")
    if all(g.dtype in (np.float32, np.float16) for _, g in pairs) and _loosely(pairs, 1e-3):
        return Diagnosis("float32")
    for digits in range(1, 9):
        if all(np.array_equal(np.round(e, digits), g) for e, g in pairs):
            return Diagnosis("rounded", f"rounded to {digits} digits")
    return None


def _loosely(pairs: Arrays, relative: float) -> bool:
    return all(np.allclose(g, e, rtol=relative, atol=relative * float(np.max(np.abs(e)))) for e, g in pairs)


def _not_finite(failing: Sequence[Evidence]) -> Diagnosis | None:
    pairs = _pairs(failing[0].comparison.wrong)
    bad = any(not np.isfinite(g[np.isfinite(e)]).all() for e, g in pairs)
    return Diagnosis("not_finite") if bad else None


def _constants(sizes: Mapping[str, int]) -> dict[str, float]:
    """The ratios that have a name, for a case of these sizes."""
    ratios = {"minus_1": -1.0, "2": 2.0, "half": 0.5}
    for name, value in (("ln10", math.log(10)), ("ln2", math.log(2))):
        ratios |= {name: value, f"1_over_{name}": 1 / value}
    for name in ("m", "n", "k"):
        if sizes.get(name, 1) > 2:  # of size 2, it could as well be the 2
            ratios |= {name: float(sizes[name]), f"1_over_{name}": 1 / sizes[name]}
    return ratios


def _ratio_of(case: Evidence) -> tuple[float, int] | None:
    """The constant that every wrong entry is of the right one, and how many different entries say so."""
    pairs = _pairs(case.comparison.wrong)
    if not pairs or case.comparison.misshapen:
        return None
    e = np.concatenate([np.ravel(x).astype(np.float64) for x, _ in pairs])
    g = np.concatenate([np.ravel(x).astype(np.float64) for _, x in pairs])
    if not (np.isfinite(e).all() and np.isfinite(g).all()) or not e.any() or not g.any():
        return None
    size = np.max(np.abs(e))  # numbers like 1e-300 have no square
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        ratio = float((e / size) @ (g / size) / ((e / size) @ (e / size)))
    if not ratio or not np.isfinite(ratio) or not _close(ratio * e, g):
        return None
    return ratio, len(np.unique(np.round(np.abs(e[e != 0]) / np.max(np.abs(e)), 9)))


def _ratio(failing: Sequence[Evidence]) -> Diagnosis | None:
    ratios = [_ratio_of(case) for case in failing]
    known = [r for r in ratios if r is not None]
    if len(known) != len(ratios):
        return None
    tables = [_constants(case.sizes) for case in failing]
    fits = [
        name
        for name in tables[0]
        if all(name in t and abs(r / t[name] - 1) < 1e-6 for t, (r, _) in zip(tables, known, strict=True))
    ]
    entries = sum(n for _, n in known)
    if len(fits) == 1 and entries >= 2:
        return Diagnosis(f"ratio_{fits[0]}", ratio=f"{known[0][0]:.4g}")
    alike = max(abs(r / known[0][0] - 1) for r, _ in known) < 1e-6
    if not fits and alike and entries >= 3:
        return Diagnosis("ratio", f"every entry is {known[0][0]:.6g} times the right one", f"{known[0][0]:.4g}")
    return None


def _fixed_number(failing: Sequence[Evidence]) -> Diagnosis | None:
    """The ratio grows with m: the student divides by a number where m is meant."""
    ratios = [(_ratio_of(case), case.sizes.get("m", 0)) for case in failing]
    found = [(r[0], m) for r, m in ratios if r is not None and m]
    if len(found) != len(failing) or len({m for _, m in found}) < 2:
        return None
    fixed = [m / r for r, m in found]
    alike = max(abs(x / fixed[0] - 1) for x in fixed) < 1e-6
    return Diagnosis("hard_coded_m", f"you divide by {fixed[0]:.6g} where m is meant") if alike else None


def _order_of(e: NDArray[Any], g: NDArray[Any]) -> str:
    if e.ndim == 0 or e.size < 3 or len(np.unique(np.round(e, 9))) < 3:
        return ""
    for axis in range(e.ndim):
        if e.shape[axis] > 1 and _close(np.flip(e, axis), g):
            return "reversed"
        for step in (1, -1):
            if e.shape[axis] > 2 and _close(np.roll(e, step, axis), g):
                return "shifted"
    return "permuted" if _close(np.sort(e, axis=None), np.sort(g, axis=None)) else ""


def _square_transposed(pairs: Arrays) -> bool:
    """Every array is square, and its own transpose; one at least holds enough different numbers to say so."""
    square = all(e.ndim == 2 and e.shape[0] == e.shape[1] and _close(e.T, g) for e, g in pairs)
    return square and any(len(np.unique(np.round(e, 9))) > 2 for e, _ in pairs)


def _order(failing: Sequence[Evidence]) -> Diagnosis | None:
    if _square_transposed([p for case in failing for p in _pairs(case.comparison.wrong)]):
        return Diagnosis("transposed")
    found = {_order_of(e, g) for case in failing for e, g in _pairs(case.comparison.wrong)}
    return Diagnosis(found.pop()) if len(found) == 1 and "" not in found else None


def _flatness(failing: Sequence[Evidence]) -> Diagnosis | None:
    pairs = [(e, g) for case in failing for e, g in _pairs(case.comparison.wrong) if e.size > 2]
    # Of a layer whose units are nearly all off, the right answer is as good as flat, too: the other arrays tell.
    if not any(len(np.unique(e)) > 2 for e, _ in pairs):
        return None
    if not any(g.any() for _, g in pairs):
        return Diagnosis("all_zero")
    return Diagnosis("constant") if all(np.ptp(g) == 0 for _, g in pairs) else None


def _offset(failing: Sequence[Evidence]) -> Diagnosis | None:
    pairs = [p for case in failing for p in _pairs(case.comparison.wrong)]
    if sum(e.size for e, _ in pairs) < 4 or not all(e.size > 1 for e, _ in pairs):
        return None
    with np.errstate(invalid="ignore"):
        steps = np.concatenate([np.ravel(g.astype(np.float64) - e) for e, g in pairs])
    if not np.isfinite(steps).all() or abs(steps[0]) < 1e-9 or not np.allclose(steps, steps[0], rtol=1e-6, atol=1e-12):
        return None
    return Diagnosis("offset", f"every entry is off by {steps[0]:.6g}")
