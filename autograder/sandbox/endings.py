"""How a notebook's process ended, and that a whole submission did: as far as the grader knows by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["exited", "signal", "memory", "cpu", "wall", "processes", "files", "unreadable", "killed"]


@dataclass(frozen=True)
class ExitReason:
    """How the process of a notebook ended, as far as the grader knows by itself.

    exited, signal: of its own accord, or by the kernel; `code` is the exit code or the signal's number.
    memory, cpu, wall, processes, files: it broke this limit, and was killed with all that belonged to it.
    unreadable: its watch could not make out what it uses, and killed it in the same way.
    killed: the judge asked for it, or started another notebook.
    """

    kind: Kind
    code: int | None = None
    children: bool = field(default=False, compare=False)  # whether it was seen to have started other processes

    def __str__(self) -> str:
        if self.kind == "signal":
            return f"ended by signal {self.code}"
        return f"ended with exit code {self.code}" if self.kind == "exited" else f"stopped: {self.kind}"


class SubmissionOver(RuntimeError):
    """The whole submission has used up its time: no further notebook of it is run. `reason`: its "cpu" or "wall"."""

    def __init__(self, reason: ExitReason) -> None:
        super().__init__(f"The submission was {reason}.")
        self.reason = reason
