"""The error model of one function: its right code, written once with slots, and what people put into them by mistake.

    AVERAGE = model(
        '''
        def average(x):
            return {total} / len(x)
        ''',
        total=slot(
            "np.sum(x, axis=0)",
            "Along which axis do the numbers of one column stand?",
            of_everything=wrong("np.sum(x)", "one number: the sum runs over everything"),
        ),
    )

A template with its own code in every slot is the right function; with one or two other fillings it is a wrong one. All
of them are one compiled function: which filling stands in a slot is a name that it looks up when it runs.
"""

from __future__ import annotations

import ast
import copy
import itertools
import re
import textwrap
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lab.check.engine.deciding import Change

Scope = Callable[[], Mapping[str, Any]]
PAIR = 1.5  # what a second mistake costs beyond its own cost
CAP = 4.0  # nothing dearer than this is looked at, and never three mistakes


@dataclass(frozen=True)
class Wrong:
    """One thing that people write by mistake: into a slot, or in place of the whole function."""

    code: str
    effect: str  # what it does to the numbers; this the student reads
    hint: str = ""  # a question that leads to the line; else the slot's
    cost: float = 1.0  # 1 for what students do, 1.5 for what is rare, 2 for the exotic
    seen: int | None = None  # its row in the list of mistakes seen in real students' code
    shows: str = ""  # what a check sees of it where its numbers are right: "changed_input", "raised", "overflow"
    alone: bool = False  # never looked for beside another mistake: its runs are too dear
    evident: bool = False  # its effect is only what anybody sees: it may be named where the numbers say little


@dataclass(frozen=True)
class Slot:
    """A place in the template: what is right there, the question that leads to it, and what people write."""

    right: str
    question: str
    wrongs: Mapping[str, Wrong]


def wrong(code: str, effect: str, hint: str = "", **more: Any) -> Wrong:
    """Declare a filling; `code` may be several lines where its slot is a line of its own."""
    return Wrong(textwrap.dedent(code).strip("\n"), effect, hint, **more)


def slot(right: str, question: str, **wrongs: Wrong) -> Slot:
    """Declare a slot, its fillings by name."""
    return Slot(textwrap.dedent(right).strip("\n"), question, wrongs)


WHOLE = "whole"  # the slot of what takes the place of all the code


@dataclass(frozen=True, eq=False)
class Model:
    """The right code of one function with its slots, and wrong versions that no slot expresses."""

    template: str
    slots: Mapping[str, Slot]
    wholes: Mapping[str, Wrong]
    scope: Scope
    cache: dict[str, types.FunctionType] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def of(self) -> str:
        """The function's name."""
        [found] = re.findall(r"^def (\w+)", self.template, re.MULTILINE)
        return str(found)

    def amiss(self) -> str:
        """Why its versions can't be made, "" if they can."""
        for name in self.slots:
            if f"{{{name}}}" not in self.template:
                return f"its code has no {{{name}}}, which is filled"
        for code in (self._every(), *(wrong.code for wrong in self.wholes.values())):
            try:
                compile(code, "<model>", "exec")
            except SyntaxError as error:
                return f"what fills it is no Python ({error.msg}): {(error.text or '').strip()}"
        return ""

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every single mistake, in the order of the template's lines; whole versions last."""
        order = sorted(self.slots, key=lambda name: self.template.index("{" + name + "}"))
        groups = [(name, self.slots[name].question, self.slots[name].wrongs) for name in order]
        return tuple(
            Change(f"{self.of}_{key}", name, w.effect, w.hint or question, w.cost)
            for name, question, wrongs in [*groups, (WHOLE, "", self.wholes)]
            for key, w in wrongs.items()
        )

    def wrong_of(self, change: Change) -> Wrong:
        """The declaration of a change."""
        wrongs = self.wholes if change.slot == WHOLE else self.slots[change.slot].wrongs
        return wrongs[change.key.removeprefix(f"{self.of}_")]

    @cached_property
    def _versions(self) -> tuple[tuple[float, tuple[Change, ...]], ...]:
        """Every version of one change or two with what it costs, the cheapest first."""
        joined = [c for c in self.changes if self._may_be_one_of_two(c)]
        pairs = itertools.combinations(joined, 2)
        found: list[tuple[float, tuple[Change, ...]]] = [(c.cost, (c,)) for c in self.changes]
        found += [(a.cost + b.cost + PAIR, (a, b)) for a, b in pairs if a.slot != b.slot]
        return tuple(sorted(found, key=lambda item: item[0]))

    def versions(self, depth: int = 2, cap: float = CAP) -> Iterator[tuple[Change, ...]]:
        """Give every version of up to `depth` changes that costs at most `cap`, the cheapest first."""
        yield from (version for cost, version in self._versions if cost <= cap and len(version) <= depth)

    def _may_be_one_of_two(self, change: Change) -> bool:
        """What leaves the numbers right explains none, beside another mistake either."""
        wrong = self.wrong_of(change)
        return change.slot != WHOLE and not wrong.alone and wrong.shows != "changed_input"

    def source(self, version: tuple[Change, ...] = ()) -> str:
        """Give the version as a student's cell."""
        if version and version[0].slot == WHOLE:
            return self.wrong_of(version[0]).code + "\n"
        chosen = {c.slot: self.wrong_of(c).code for c in version}
        codes = {name: [chosen.get(name, s.right)] for name, s in self.slots.items()}
        return ast.unparse(ast.parse(_filled(self.template, codes))) + "\n"

    def function(self, version: tuple[Change, ...] = (), given: Mapping[str, Any] | None = None) -> Callable[..., Any]:
        """Give the version as a function, as if just defined; `given` names take the place of the scope's."""
        whole = version[0].key if version and version[0].slot == WHOLE else ""
        if whole not in self.cache:
            code = self.source(version) if whole else self._every()
            self.cache[whole] = _compiled(code, self.of, self.scope())
        base = self.cache[whole]
        names = {**base.__globals__, **(given or {}), **{f"_{c.slot}": self._number(c) for c in version}}
        return types.FunctionType(base.__code__, names, self.of, copy.deepcopy(base.__defaults__))

    def _number(self, change: Change) -> int:
        if change.slot == WHOLE:
            return 0
        return 1 + list(self.slots[change.slot].wrongs).index(change.key.removeprefix(f"{self.of}_"))

    def _every(self) -> str:
        """All versions in one function: in every slot the code that the slot's number asks for."""
        codes = {name: [s.right, *(w.code for w in s.wrongs.values())] for name, s in self.slots.items()}
        return "\n".join(f"_{name} = 0" for name in self.slots) + "\n" + _filled(self.template, codes)


def model(template: str, scope: Scope, wholes: Mapping[str, Wrong] | None = None, **slots: Slot) -> Model:
    """Declare the model of the function that the template defines."""
    return Model(textwrap.dedent(template).strip("\n"), slots, wholes or {}, scope)


def _compiled(code: str, name: str, scope: Mapping[str, Any]) -> types.FunctionType:
    names: dict[str, Any] = dict(scope)
    exec(compile(code, f"<model of {name}>", "exec"), names)
    function = names[name]
    assert isinstance(function, types.FunctionType)
    return function


def _filled(template: str, codes: Mapping[str, list[str]]) -> str:
    """The template with every slot filled; where a slot has several codes, its number decides at run time."""
    lines: list[str] = []
    for line in template.splitlines():
        alone = re.fullmatch(r"(\s*)\{(\w+)\}", line)
        if alone and alone[2] in codes:
            lines.append(_statements(alone[2], codes[alone[2]], alone[1]))
        else:
            lines.append(re.sub(r"\{(\w+)\}", lambda m: _expression(m, codes), line))
    return "\n".join(lines)


def _statements(name: str, codes: list[str], indent: str) -> str:
    if len(codes) == 1:
        return textwrap.indent(codes[0] or "pass", indent)
    parts = [
        f"{'el' if i else ''}if _{name} == {i}:\n{textwrap.indent(c or 'pass', '    ')}" for i, c in enumerate(codes)
    ]
    return textwrap.indent("\n".join(parts), indent)


def _expression(match: re.Match[str], codes: Mapping[str, list[str]]) -> str:
    name = match[1]
    if name not in codes:
        return match[0]
    first, *others = codes[name]
    parts = [f"({code}) if _{name} == {i + 1} else " for i, code in enumerate(others)]
    return f"({''.join(parts)}({first}))"
