"""Which mistake is it? From all the wrong versions that give a student's numbers, what may be said of the student.

A version is one change of the right code, or two. Several may fit: the cheaper a version, the likelier it is (a factor
of 5 for each unit of cost), and only what has three quarters of the likelihood is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .causes import Cause

PAIR = 1.5  # what a second mistake costs beyond its own cost
WITHIN = 1.6  # versions dearer than the cheapest by more than this are no rivals
LIKELIER = 5.0  # of two versions, the one that costs 1 less is so much likelier
SURE = 0.75


@dataclass(frozen=True)
class Change:
    """One thing that people get wrong, in words: what it does to the numbers, and a question that leads to the line."""

    key: str  # "softmax_sums_everything"
    slot: str  # which place in the right code; two changes of one slot exclude each other
    effect: str
    hint: str
    cost: float = 1.0


Version = tuple[Change, ...]


def cost_of(version: Version) -> float:
    """What a version costs: its changes, and something for there being two."""
    return sum(change.cost for change in version) + PAIR * (len(version) - 1)


def decide(fitting: Sequence[Version], where: str = "") -> Cause | None:
    """Return what to say, given every version that fits; None where too little is sure.

    `where` restricts it, in words that end a sentence: "only for networks of two layers".
    """
    weights = _weights(fitting)
    if not weights:
        return None
    total = sum(weights.values())
    by_words: dict[str, float] = {}
    for version, weight in weights.items():
        for change in version:
            by_words[change.effect] = by_words.get(change.effect, 0.0) + weight
    first = {change.effect: change for version in reversed(list(weights)) for change in version}
    sure = [first[words] for words, weight in by_words.items() if weight >= SURE * total]
    if sure:
        said = _together(_in_order(sure, list(weights)), where)
        alone = any(len(version) == 1 for version in weights)
        if alone or len(sure) > 1:
            return said
        return replace(said, name=f"{said.name}; and something else besides", hint=_asked(said.hint))
    return _undecided(list(weights), first, by_words, total, where)


def _weights(fitting: Sequence[Version]) -> dict[Version, float]:
    """The versions that may be meant, and how likely each is; a pair of which one alone would do is none."""
    alone = {version[0] for version in fitting if len(version) == 1}
    minimal = [v for v in dict.fromkeys(fitting) if len(v) == 1 or not alone & set(v)]
    least = min(map(cost_of, minimal), default=0.0)
    return {v: LIKELIER ** -cost_of(v) for v in minimal if cost_of(v) <= least + WITHIN}


def _in_order(sure: list[Change], versions: list[Version]) -> list[Change]:
    """The changes in the order of the code's lines, as the versions hold them."""
    order = [change.effect for version in versions for change in version]
    return sorted(sure, key=lambda change: order.index(change.effect))


OF_THE_NUMBERS = re.compile(r"\byours?\b|\b(is|are) right\b", re.IGNORECASE)


def _asked(hint: str) -> str:
    """A hint without what it says of the student's numbers: of two mistakes at once, that may hold of neither."""
    sentences = re.split(r"(?<=[.?])\s+", hint)
    return " ".join(x for x in sentences if x.endswith("?") or not OF_THE_NUMBERS.search(x)) or hint


def _limited(said: str, where: str) -> str:
    return f"{said}, and {where}" if where else said


def _together(changes: list[Change], where: str) -> Cause:
    if len(changes) == 1:
        return Cause(changes[0].key, _limited(changes[0].effect, where), changes[0].hint)
    first, second = changes[:2]
    key = " + ".join(change.key for change in changes)
    name = _limited(f"two things at once: {first.effect}; and {second.effect}", where)
    one, other = _asked(first.hint), _asked(second.hint)
    return Cause(key, name, f"Two things. First: {one} Then: {other}" if one != other else f"Two things: {one}")


def _undecided(
    versions: list[Version], first: dict[str, Change], by_words: dict[str, float], total: float, where: str
) -> Cause | None:
    """Two that remain are told as "either … or …"; of several in one place, only the place is said."""
    single = [version[0] for version in versions if len(version) == 1]
    likely = [first[words] for words, weight in by_words.items() if weight >= 0.2 * total]
    if len(likely) == 2 and sum(by_words[c.effect] for c in likely) >= SURE * total and set(likely) <= set(single):
        one, other = likely
        hints = one.hint if one.hint == other.hint else f"{one.hint} Or: {other.hint}"
        name = _limited(f"either {one.effect}, or {other.effect}", where)
        return Cause(f"{one.key} | {other.key}", name, hints)
    places = {change.slot for change in single}
    if len(places) == 1 and len(single) == len(versions) and len({c.hint for c in single}) == 1:
        return Cause(f"{single[0].key} …", "", single[0].hint)
    return None
