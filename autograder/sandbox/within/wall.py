"""What a wall has to do on its own side: all that differs between the two, as the zygote and process 1 call it.

`namespaces.Namespaces` and `alone.Alone` are the two. The grader says once which it is, when it starts the zygote.
"""

from __future__ import annotations

from typing import Any, Protocol

from autograder.sandbox.within.watch import Watch


class Wall(Protocol):
    """One object a zygote; every process of a submission has it by fork."""

    seconds_between_looks: float | None  # how often `breach` is asked while a notebook runs; None: never

    def fork(self) -> int:
        """In the zygote: fork process 1 of a submission. Its process id; 0 in process 1."""

    def watch(self, root: int, limits: dict[str, Any]) -> Watch:
        """In the zygote: what sees the processes of the submission whose process 1 is `root`."""

    def end_what_is_left(self, root: int) -> None:
        """In the zygote: process 1 `root` has ended, and is not waited for yet. Wait for it, and for all it leaves."""

    def close(self) -> None:
        """In the zygote, at its end: end every submission, and leave nothing behind."""

    def enter(self, files: int, limits: dict[str, Any]) -> None:
        """In process 1: give up all that a submission must not have; the working folder holds the packed `files`."""

    def enter_notebook(self) -> None:
        """In the process of a notebook, last of all before the student's code: give up the rest."""

    def kill(self, notebook: int) -> None:
        """In process 1: kill the process of the notebook (0: there is none) and all that may have come from it."""

    def has_children(self, notebook: int) -> bool:
        """In process 1: whether the notebook's process (0: it has ended) has started others, as far as can be seen."""

    def breach(self, notebook: int) -> str:
        """In process 1: the limit that the notebook's process is seen to have broken, else ""."""

    def start_anew(self) -> None:
        """In process 1, when a notebook that broke such a limit has ended: have the files as they came in."""
