"""What lies in a submission and no student wrote: what systems and tools leave about, what the course hands out.

`why_explained` is the one place that says which files need no person's look.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from autograder.course.layout import UNGRADED

# Folders and files of operating systems, editors, Python and version control; each casefolded.
_NAMES = frozenset({
    "__macosx", ".ds_store", ".appledouble", ".apdisk", ".localized", ".spotlight-v100", ".trashes", ".fseventsd",
    ".temporaryitems", "icon\r", "icon\\x0d", "thumbs.db", "ehthumbs.db", "desktop.ini",
    "$recycle.bin", "system volume information",
    ".directory", "lost+found", ".ipynb_checkpoints", ".virtual_documents", ".jupyter", ".ipython", "__pycache__",
    ".pytest_cache", ".mypy_cache", ".ruff_cache", ".cache", ".venv", ".python-version", ".git", ".gitattributes",
    ".gitkeep", ".svn", ".hg", ".vscode", ".idea", ".fleet", ".vs", "node_modules",
})  # fmt: skip
_PATTERN = re.compile(
    r"\._.*|\.~.*|~\$.*|.*~|\.nfs[0-9a-f]+|\.trash-\d+|\.#.*|#.*#|.*\.(sw[a-p]|py[co]|lnk)", re.DOTALL
)
# What nbgrader writes beside what was handed in: when it was, and by what its exchange knows whose it is.
TIME_FILE, SECRET_FILE = "timestamp.txt", "submission_secret.txt"
NBGRADERS = (TIME_FILE, SECRET_FILE)
# Handed out with the notebooks, or written by nbgrader and `hand_in` when a submission is made.
_GIVEN = frozenset({
    "README.md", "environment.yml", "requirements.txt", ".gitignore", "student_id.txt", "hand_in.json",
    *NBGRADERS,
})  # fmt: skip
LEFT_BY_A_SYSTEM = "left by a system"
_UNGRADED = frozenset(f"{name}.ipynb" for name in UNGRADED)
# The page that 07 writes, as platforms and browsers may number it; any other page may be what a person has to see: a
# text in place of files, or an export where a notebook should be.
_LAB_REPORT = re.compile(r"lab_report(-\d+| ?\(\d+\))?\.html", re.IGNORECASE)
_GIVEN_FOLDERS = frozenset({"lab", "data"})
# What a notebook may read or write: modules, tables, arrays, pictures.
_BESIDE = frozenset({
    ".py", ".txt", ".md", ".csv", ".tsv", ".json", ".npy", ".npz", ".png", ".jpg", ".jpeg", ".gif", ".svg",
})  # fmt: skip


def is_left_about(path: str) -> bool:
    """Whether a file or folder, or one that it lies in, is something that systems leave about, and nobody wrote."""
    return any(part.casefold() in _NAMES or _PATTERN.fullmatch(part.casefold()) for part in PurePosixPath(path).parts)


def is_systems_folder(name: str) -> bool:
    """Whether a folder of this name is a system's own; a student may be called anything else."""
    return name.casefold() in _NAMES


def is_given(path: str) -> bool:
    """Whether it was handed out with the notebooks, or made when they were handed in."""
    parts = PurePosixPath(path).parts
    return bool(_GIVEN_FOLDERS & set(parts[:-1])) or parts[-1] in _GIVEN or parts[-1] in _UNGRADED


def lies_beside(path: str) -> bool:
    """Whether it is of a kind that a student's notebook may read, or the lab report that it writes."""
    name = PurePosixPath(path)
    return name.suffix.lower() in _BESIDE or bool(_LAB_REPORT.fullmatch(name.name))


def why_no_students(path: str) -> str:
    """Why a file is nobody's work; "" if a student may have made it."""
    if is_left_about(path):
        return LEFT_BY_A_SYSTEM
    return "the course's own" if is_given(path) else ""


def why_explained(path: str) -> str:
    """Why a file that is no notebook needs no person's look; "" if it does."""
    return why_no_students(path) or ("beside the notebooks, there while they run" if lies_beside(path) else "")
