"""Refuses a wheel of this project: it is a repository to work in, and half of it alone would not run."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NoWheel(BuildHookInterface):  # type: ignore[misc, type-arg]
    """Lets the editable install of `make setup` pass, and nothing else."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raise, in words, for anything but an editable install."""
        if version != "editable":
            raise SystemExit(
                "This course is no package to install: the grader reads solutions/, notebooks/ and data/ beside it. "
                "Clone the repository and run `make setup` there; its commands are then in .venv/bin."
            )
