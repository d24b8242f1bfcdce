"""Runs one test cell's source in the judge, as a kernel would run it: in order, the last expression's value kept."""

from __future__ import annotations

import ast
import contextlib
import io
import linecache
from dataclasses import dataclass, field
from typing import Any

from autograder.judge.outputs import Output, stream


@dataclass
class CheckOutcome:
    """What came of it. `raised` is everything that was raised, KeyboardInterrupt aside."""

    value: Any = None
    raised: BaseException | None = None
    outputs: list[Output] = field(default_factory=list)


class _Printed(io.TextIOBase):
    """stdout and stderr of the checks, as one: nbgrader takes anything on stderr for an error."""

    def __init__(self, outputs: list[Output]) -> None:
        self._outputs = outputs

    def write(self, text: str) -> int:
        if text:
            self._outputs.append(stream(text))
        return len(text)


def run_test(source: str, label: str, namespace: dict[str, Any], outcome: CheckOutcome) -> CheckOutcome:
    """Run `source`; fills and returns `outcome`, to whose outputs others may add meanwhile."""
    linecache.cache[label] = (len(source), None, source.splitlines(keepends=True), label)
    body = ast.parse(source, label).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    printed = _Printed(outcome.outputs)
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            exec(compile(ast.Module(body, []), label, "exec"), namespace)
            if isinstance(last, ast.Expr):
                outcome.value = eval(compile(ast.Expression(last.value), label, "eval"), namespace)
        except KeyboardInterrupt:
            raise  # the person who grades
        except BaseException as raised:
            outcome.raised = raised
    return outcome
