"""Reads broken_defences.toml: ways to break the defences of docs/threat_model.md, with the tests that must notice."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Broken:
    """In `file`, `line` becomes `broken`; `tests`, as pytest takes them, must not pass then."""

    claim: str
    file: str
    line: str
    broken: str
    tests: list[str]

    def applied(self, text: str) -> str:
        """The file's text, broken. ValueError where the line is not there exactly once."""
        if text.count(self.line) != 1:
            times = text.count(self.line)
            raise ValueError(f"{self.file} holds {self.line!r} {times} times, not once: see {_FILE.name}")
        return text.replace(self.line, self.broken)


BROKEN = [Broken(**entry) for entry in tomllib.loads(_FILE.read_text(encoding="utf-8"))["defence"]]
