# Made by `make release` from solutions/backpropagation/lab/check/engine/examine.py: edit that file, not this one.
"""Running a function on its cases: call, compare, diagnose, and raise CheckFailed with what was found.

Visible and hidden checks differ in one word: a hidden one never shows an expected value or an input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np

from .apart import by_inputs
from .calling import Answer, call, show
from .causes import CAUSES, Cause, hint_for
from .closeness import EXACT, Closeness, Comparison, Leaf, as_numbers, kind_of
from .diagnosis import Alternatives, Diagnosis, Evidence, general, named
from .facts import Fact, Failure, about
from .findings import CheckFailed, Finding, StudentCodeRaised
from .pattern import Maps, patterns
from .spoilt import how, of_numbers

# General causes that say what comes out, and not why: an observation of the function leads further.
SAYS_LITTLE = frozenset({"unknown", "shape", "all_zero", "constant", "offset", "not_finite"})


@dataclass(frozen=True)
class Case:
    """One input, and the right answer to it."""

    words: str  # "5 columns of 3 logits"
    arguments: tuple[Any, ...]
    expected: Any
    sizes: Mapping[str, int] = field(default_factory=dict)  # {"m": 5, "n": 3}
    # A cause's key (or "key:variant") -> what it gives, or a function that works that out.
    alternatives: Callable[[], Alternatives] | Alternatives = field(default_factory=dict)
    close: Closeness = EXACT
    names: tuple[str, ...] = ()  # of the parts of a tuple: ("h", "a", "y_hat")
    keywords: Mapping[str, Any] = field(default_factory=dict)
    # (expected, got) -> expected: where the text leaves a choice, take the student's.
    adopt: Callable[[Any, Any], Any] | None = None
    large: bool = False  # numbers so large that an exponential of them overflows
    unchanged_to: float = 0.0  # how far an argument may move: a step taken forth and back leaves a rounding
    also: tuple[Any, ...] = ()  # further answers that are taken here: what is wrong with them is for another cell
    quiet: bool = False  # NumPy must not have to warn of an overflow, of 0 / 0 or of inf / inf
    # The arguments of a shorter run, whose answer begins with the first n parts of this one's.
    brief: Callable[[int], tuple[Any, ...]] | None = None
    # What a wrong version must be given in place of the course's own functions: the student's own start, say.
    scope: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """What a student's function did with one input: an answer, held against the right one, or an exception."""

    case: Case
    comparison: Comparison | None
    error: BaseException | None = None


class Known(Protocol):
    """What is known of the mistakes that people make in one function. It is asked only after a failure."""

    def more(self) -> Sequence[Case]:
        """Further inputs, which nobody is marked by: they tell mistakes apart that the check's own leave together."""

    def cause(self, seen: Sequence[Seen]) -> Cause | None:
        """The mistake that gives all these answers, if it can only be this one."""

    def hint(self, cause: str, seen: Sequence[Seen], where: str = "") -> str:
        """A better hint for what a check has seen (an exception, a changed argument); "" where there is none."""


def compared(case: Case, value: Any) -> Comparison:
    """An answer held against the right one; where the text leaves a choice, the student's is taken."""
    for answer in case.also:
        if (taken := Comparison(answer, value, case.close, case.names)).right:
            return taken
    expected = case.expected
    if case.adopt:
        try:
            expected = case.adopt(expected, value)
        except Exception:  # the answer is not even of the right kind: the comparison will say so
            expected = case.expected
    return Comparison(expected, value, case.close, case.names)


def _digits(number: Any) -> str:
    """Ten digits of a number; zero has no sign."""
    return f"{float(number) + 0.0:.10g}"


def text_of(value: Any, limit: int = 60) -> str:
    """A value for people to read: its shape, where it has one, and its numbers."""
    if isinstance(value, (list, tuple)) and any(isinstance(x, np.ndarray) for x in value):
        return kind_of(value) + ": " + ", ".join(kind_of(x) for x in value)
    if isinstance(value, np.ndarray) and value.ndim:
        numbers = np.array2string(value, precision=6, threshold=limit, max_line_width=88, separator=", ")
        return f"shape {value.shape}\n{numbers}"
    if isinstance(value, (float, np.floating)) or (isinstance(value, np.ndarray) and value.dtype.kind == "f"):
        number = as_numbers(value)
        return kind_of(value) if number is None else _digits(number)
    if isinstance(value, list) and len(value) <= 12 and all(isinstance(x, int) for x in value):
        return str(value)
    return str(value) if isinstance(value, (int, np.generic, np.ndarray)) else kind_of(value)


def inputs_of(case: Case, labels: Sequence[str]) -> str:
    pairs = [*zip(labels, case.arguments, strict=False), *case.keywords.items()]
    return "\n".join(line for label, value in pairs for line in _lines(label, value))


def _lines(label: str, value: Any, within: bool = False) -> list[str]:
    """An argument for people to read; the parts of theta and of lists have a line each: "theta.W[1]: shape (7, 8)"."""
    if callable(value) or isinstance(value, np.random.Generator):
        return []
    if isinstance(value, (list, tuple)) and any(isinstance(x, (np.ndarray, list, tuple)) for x in value):
        fields = getattr(value, "_fields", ())
        names = [f"{label}.{name}" for name in fields] or [f"{label}[{i}]" for i in range(len(value))]
        return [line for name, part in zip(names, value, strict=True) for line in _lines(name, part, within=True)]
    if within and isinstance(value, np.ndarray):
        if value.size > 12:
            return [f"{label}: shape {value.shape}"]
        if value.ndim == 2 and value.shape[1] == 1:  # a bias: upright, it would take a line an entry
            numbers = " ".join(line.strip() for line in text_of(value[:, 0]).splitlines()[1:])
            return [f"{label}: shape {value.shape}, {numbers} upright"]
    text = text_of(value, 30)
    return [f"{label}: {text}" if "\n" in text else f"{label} = {text}"]


def _pattern(comparison: Comparison, leaf: Leaf | None) -> Maps:
    if comparison.misshapen or leaf is None or leaf.expected is None or leaf.got is None:
        return ()
    return patterns(leaf.expected, leaf.got, comparison.close.wrong(leaf.expected, leaf.got))


def _right_for(seen: Sequence[Seen]) -> str:
    right = [s.comparison is not None and s.comparison.right for s in seen]
    return by_inputs([s.case.words for s in seen], right, raised=any(s.error for s in seen))


_onlooker: ContextVar[Callable[[Examination], None] | None] = ContextVar("onlooker", default=None)


@contextmanager
def looked_on(by: Callable[[Examination], None] | None) -> Iterator[None]:
    """In here, `by` is given each examination as it begins: for whoever has to explain a mark. None: nobody is."""
    before = _onlooker.set(by)
    try:
        yield
    finally:
        _onlooker.reset(before)


class Examination:
    """The cases of one check, run: answers, comparisons, findings."""

    def __init__(
        self,
        function: Callable[..., Any],
        name: str,
        cases: Sequence[Case],
        *,
        labels: Sequence[str] = (),
        visible: bool,
        known: Known | None = None,
    ) -> None:
        self.name, self.cases, self.labels, self.visible, self.known = name, cases, labels, visible, known
        self.function = function
        self.comparisons: list[Comparison] = []  # none, where the function raises
        if onlooker := _onlooker.get():
            onlooker(self)
        self.answers = [self._call(function, case) for case in cases]
        self.again = [self._call(function, case) for case in reversed(cases)][::-1]
        self.comparisons = [compared(c, a.value) for c, a in zip(cases, self.answers, strict=True)]

    def _call(self, function: Callable[..., Any], case: Case) -> Answer:
        try:
            return call(
                self.name,
                function,
                case.arguments,
                labels=self.labels,
                case=case.words,
                keywords=dict(case.keywords),
                unchanged_to=case.unchanged_to,
            )
        except StudentCodeRaised as raised:
            raise self._told(raised, case) from raised.__cause__

    def _told(self, raised: StudentCodeRaised, case: Case) -> StudentCodeRaised:
        """The same exception, with the input, and what is known of mistakes that end like this."""
        [finding] = raised.findings
        inputs = inputs_of(case, self.labels) if self.visible else ""
        hint = finding.hint or hint_for(finding.cause, self.name)
        message, reason = finding.message, ""
        if self.known is not None and finding.cause == "raised":
            seen = self._everything(self.cases)
            cause = self.known.cause(seen)
            hint = (cause.hint if cause else self.known.hint("raised", seen)) or hint
            fact = None if cause else about(self.name, Failure(self.function, case.arguments, None, case.keywords))
            reason = f"where it does not raise: {cause.name}" if cause and cause.name else ""
            said = [reason] if cause else [_right_for(seen)]
            said += [fact.words] if fact else []
            hint = f"{hint} {fact.hint}" if fact else hint
            message = "; ".join([message, *filter(None, said)])
        return type(raised)(replace(finding, message=message, inputs=inputs, hint=hint, reason=reason))

    def _everything(self, cases: Sequence[Case]) -> list[Seen]:
        """What the function does with these inputs, and with those that are there to tell mistakes apart."""
        assert self.known is not None
        return [self._see(case) for case in (*cases, *self.known.more())]

    def _see(self, case: Case) -> Seen:
        try:
            answer = call(self.name, self.function, case.arguments, keywords=dict(case.keywords))
        except StudentCodeRaised as raised:
            return Seen(case, None, raised.__cause__)
        return Seen(case, compared(case, answer.value))

    def findings(self) -> list[Finding]:
        """What is wrong, the likeliest cause first; nothing for a right function."""
        wrong, changed = self._wrong(), self._changed()
        repeated = self._not_repeatable()
        known = bool(wrong) and wrong[0].cause != "unknown"
        return repeated + (wrong + changed if known else changed + wrong) + self._warned()

    def _warned(self) -> list[Finding]:
        """What NumPy had to warn of where the text allows no warning."""
        for case, answer in zip(self.cases, self.answers, strict=True):
            line = next((w for w in (*answer.warnings, answer.said) if of_numbers(w)), "") if case.quiet else ""
            if line:
                message = f"NumPy had to warn: {line.strip().splitlines()[-1][:200]}"
                found = self._finding("overflow" if "overflow" in line else "warned", message, case)
                hint = self.known.hint("warned", self._judged()) if self.known is not None else ""
                return [replace(found, hint=hint or found.hint)]
        return []

    def _not_repeatable(self) -> list[Finding]:
        for case, comparison, first, second in zip(self.cases, self.comparisons, self.answers, self.again, strict=True):
            if comparison.mismatch is None and not Comparison(first.value, second.value, case.close).right:
                message = "called twice with the same input, it gives two answers"
                return [self._better(self._finding("not_repeatable", message, case))]
        return []

    def _better(self, finding: Finding) -> Finding:
        """The same, with the hint of the one mistake that is known to do this, if there is just one."""
        hint = self.known.hint(finding.cause, self._judged(), finding.where) if self.known is not None else ""
        return replace(finding, hint=hint or finding.hint)

    def _judged(self) -> list[Seen]:
        return [Seen(case, c) for case, c in zip(self.cases, self.comparisons, strict=True)]

    def _changed(self) -> list[Finding]:
        for case, answer in zip(self.cases, self.answers, strict=True):
            if answer.changed:
                message = f"{answer.changed} was changed by the call"
                return [self._better(self._finding("changed_input", message, case, where=answer.changed))]
        return []

    def _wrong(self) -> list[Finding]:
        at = next((i for i, c in enumerate(self.comparisons) if not c.right), None)
        if at is None:
            return []
        case, comparison = self.cases[at], self.comparisons[at]
        cause, diagnosis = self._diagnose()
        leaf = next(iter(comparison.misshapen or comparison.wrong), None)
        index = comparison.first_index()
        message = self._message(comparison, leaf, index, diagnosis, cause)
        reason = diagnosis.detail or cause.name
        shown = comparison.mismatch.shown if comparison.mismatch else leaf.shown if leaf else None
        label = comparison.mismatch.label if comparison.mismatch else leaf.label if leaf else ""
        finding = Finding(
            self.name,
            cause.key,
            message,
            hint_for(cause, self.name, label, diagnosis.ratio),
            case.words,
            expected=self._expected(leaf, comparison),
            got=text_of(shown) if self.visible else kind_of(shown),
            index=index,
            where=label,
            inputs=inputs_of(case, self.labels) if self.visible else "",
            reason=reason if message.endswith(f": {reason}") else "",
            pattern=_pattern(comparison, leaf),
        )
        return [finding]

    def _expected(self, leaf: Leaf | None, comparison: Comparison) -> str:
        if not self.visible:
            return ""
        return text_of(leaf.expected if leaf else comparison.expected)

    def _diagnose(self) -> tuple[Cause, Diagnosis]:
        """The cause: the mistake that is known to give all these numbers; else one named by the check; else general."""
        if self.known is not None:
            cause = self.known.cause([*self._judged(), *self._everything(())])
            if cause:
                return cause, Diagnosis(cause.key)
        evidence = [self._evidence(i, case.alternatives) for i, case in enumerate(self.cases)]
        keys = set(named(evidence))
        found = Diagnosis(keys.pop()) if len(keys) == 1 else general(evidence)
        if found and found.cause == "not_finite":
            found = Diagnosis(self._how_spoilt())
        found = found or Diagnosis("unknown")
        cause = CAUSES[found.cause]
        hint = self.known.hint(cause.key, self._judged()) if self.known is not None else ""
        fact = None if hint or cause.key not in SAYS_LITTLE else self._fact()
        if fact:
            return replace(cause, hint=fact.hint), replace(found, detail=fact.words)
        return (replace(cause, hint=hint) if hint else cause), found

    def _fact(self) -> Fact | None:
        """What can be observed of the function in the first case that it fails; nothing is, of inf and nan."""
        pairs = zip(self.cases, self.comparisons, strict=True)
        case, comparison = next((case, c) for case, c in pairs if not c.right)
        first = next(iter(comparison.wrong), None)
        if first is not None and first.got is not None and not np.isfinite(first.got).all():
            return None
        return about(self.name, Failure(self.function, case.arguments, comparison, case.keywords))

    def _how_spoilt(self) -> str:
        """What NumPy warned of in the first case that comes out wrong, if its numbers are large."""
        triples = zip(self.cases, self.answers, self.comparisons, strict=True)
        case, answer = next((case, a) for case, a, c in triples if not c.right)
        return how((*answer.warnings, answer.said)) if case.large else "not_finite"

    def _evidence(self, i: int, alternatives: Callable[[], Alternatives] | Alternatives) -> Evidence:
        return Evidence(self.comparisons[i], self.cases[i].sizes, alternatives)

    def _message(
        self,
        comparison: Comparison,
        leaf: Leaf | None,
        index: tuple[int, ...] | None,
        diagnosis: Diagnosis,
        cause: Cause,
    ) -> str:
        reason = diagnosis.detail or cause.name
        if comparison.mismatch:
            named = reason if cause.key not in CAUSES else ""
            return "; ".join(filter(None, [comparison.mismatch.message, named]))
        assert leaf is not None and leaf.expected is not None and leaf.got is not None
        what = leaf.label or "the result"
        if comparison.misshapen:
            shapes = f"{what} should have shape {leaf.expected.shape}, and has {leaf.got.shape}"
            return shapes if cause.key == "shape" and not diagnosis.detail else f"{shapes}: {reason}"
        place = what if index is None else f"{what} at {list(index)}"
        if not diagnosis.detail and (cause.key == "unknown" or not reason):
            reason = self._right_elsewhere()
        if not self.visible:
            return f"{place}: {reason}" if reason else f"{place} is not what it should be"
        expected, got = leaf.expected[index or ()], leaf.got[index or ()]
        values = f"{place} should be {_digits(expected)}, and is {_digits(got)}"
        return f"{values}: {reason}" if reason else values

    def _right_elsewhere(self) -> str:
        return by_inputs([case.words for case in self.cases], [c.right for c in self.comparisons])

    def _finding(self, cause: str, message: str, case: Case, where: str = "") -> Finding:
        inputs = inputs_of(case, self.labels) if self.visible else ""
        hint = hint_for(cause, self.name, where)
        return Finding(self.name, cause, message, hint, case.words, where=where, inputs=inputs)


def examine(
    function: Callable[..., Any],
    name: str,
    cases: Sequence[Case],
    *,
    labels: Sequence[str] = (),
    visible: bool = False,
    known: Known | None = None,
) -> list[Answer]:
    """Hold `function` to its cases; the answers if all is well, else CheckFailed. `labels` name the arguments."""
    examination = Examination(function, name, cases, labels=labels, visible=visible, known=known)
    show(name, examination.answers)
    findings = examination.findings()
    if findings:
        raise CheckFailed(*findings)
    if visible:
        _mention_plain_tuples(name, examination)
    return examination.answers


def _mention_plain_tuples(name: str, examination: Examination) -> None:
    """A plain tuple in place of a named one is right; what will not work with it is said once."""
    for case, answer in zip(examination.cases, examination.answers, strict=True):
        fields = getattr(case.expected, "_fields", ())
        if fields and not hasattr(answer.value, "_fields"):
            kind, asked = type(case.expected).__name__, f"`.{fields[0]}`"
            print(
                f"{name} gives a plain tuple: right, but {asked} does not work on it. {kind} has names for its parts."
            )
            return
