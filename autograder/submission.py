"""A submission as the rooms hand it to each other: the student's cells laid over what was released, ready to run."""

from __future__ import annotations

from dataclasses import dataclass, field

from nbformat import NotebookNode


@dataclass
class PreparedNotebook:
    """One notebook, ready to run."""

    name: str
    notebook: NotebookNode | None = None  # None: not handed in, or damaged
    notes: list[str] = field(default_factory=list)  # for the TA
    damage: str = ""  # why it can't be read
    tampered: set[str] = field(default_factory=set)  # checks that were changed to a gain
    absent: set[str] = field(default_factory=set)  # graded and solution cells that the student deleted
    unanswered: set[str] = field(default_factory=set)  # solution cells that are as they were released


@dataclass(frozen=True)
class Fate:
    """What became of one file that was handed in."""

    notebook: str  # that it is, or would have been; "" for none
    what: str  # "graded"
    explained: bool = True  # False: a person has to look


@dataclass
class Prepared:
    """One submission, ready to run."""

    student: str
    notebooks: dict[str, PreparedNotebook]
    files: dict[str, bytes]  # what goes into the scratch folder
    notes: list[str] = field(default_factory=list)
    fates: dict[str, Fate] = field(default_factory=dict)  # of each file that was handed in, by path
