"""How much a submission may use. Each limit: its default, its unit, what it means. The only list of them.

Set in nbgrader_config.py, for example `c.SandboxLimits.memory_bytes = 3 * 2**30`.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from traitlets import Float, Int
from traitlets.config import Config, Configurable

from autograder.errors import UserError

_MIB = 1 << 20


class BadLimit(UserError, ValueError):
    """A limit that is no limit: unknown, not a number, or not above zero."""


def _limit(default: float, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Wall time is kept by the judge, messages by the wire, the rest by the sandbox."""

    cell_cpu_seconds: float = _limit(
        20.0,
        "Processor time of one cell or one test, in seconds, all its processes together. This is what ends a cell: it "
        "is the same on a busy machine. A cell of ours that says `limit` in its header has that instead.",
    )
    cell_seconds: float = _limit(
        120.0,
        "Wall time of the same, in seconds: for what waits and computes nothing. A cell with a `limit` of its own has "
        "as many times that.",
    )
    submission_cpu_seconds: float = _limit(600.0, "Processor time of one submission, in seconds, all its processes.")
    submission_seconds: float = _limit(3600.0, "Wall time of one submission, in seconds.")
    memory_bytes: int = _limit(
        2048 * _MIB,
        "Memory of one submission, in bytes, all processes and files together, beside what the warm Python has loaded. "
        "No single process can map more than this either: then it sees a MemoryError.",
    )
    processes: int = _limit(64, "Processes and threads of one submission at the same time.")
    file_bytes: int = _limit(64 * _MIB, "Size of any one file that a submission writes, in bytes.")
    scratch_bytes: int = _limit(
        256 * _MIB,
        "Size of all files of a submission, in bytes: its own, and what it writes. They are held in memory.",
    )
    output_bytes: int = _limit(1 * _MIB, "Output of one cell that is kept, in bytes: text, tracebacks and pictures.")
    message_bytes: int = _limit(
        64 * _MIB,
        "Size of one message between a student's function and the judge, in bytes. An entry of an array counts as four "
        "at least; texts may be a small part of it.",
    )

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if not (number and math.isfinite(value) and value > 0):
                raise BadLimit(
                    f"The limit {item.name} is {value!r}.",
                    "A limit is a number above zero.",
                    f"Its meaning: {item.metadata['meaning']}",
                )

    def wall(self, cpu_seconds: float) -> float:
        """The wall time of a cell or test that may have `cpu_seconds` of processor time."""
        return cpu_seconds * self.cell_seconds / self.cell_cpu_seconds

    def as_dict(self) -> dict[str, float]:
        """As plain values, to send."""
        return asdict(self)


def _configurable() -> type[Configurable]:
    traits: dict[str, Any] = {
        item.name: (Int if isinstance(item.default, int) else Float)(item.default, help=item.metadata["meaning"]).tag(
            config=True
        )
        for item in fields(Limits)
    }
    traits["__doc__"] = "How much one submission may use; see autograder/sandbox/limits.py."
    traits["__module__"] = __name__
    return type("SandboxLimits", (Configurable,), traits)


# The same list for nbgrader's configuration: `c.SandboxLimits.<name>`. Shown by `nbgrader autograde --help-all`.
SandboxLimits = _configurable()


def limits_from_config(config: Config) -> Limits:
    """The limits that nbgrader_config.py sets, defaults for the others. Raises BadLimit, naming the line at fault."""
    section = config.get("SandboxLimits", {})
    known = {item.name for item in fields(Limits)}
    for name in section:
        if name not in known:
            raise BadLimit(
                f"nbgrader_config.py sets c.SandboxLimits.{name}, which is no limit.",
                f"The limits are {', '.join(sorted(known))}.",
            )
    return Limits(**dict(section))
