"""A seal on a file that is dear to make: it holds as long as neither the file nor the code it is made by has changed.

Comments, docstrings and layout of the code don't count. Whoever edits the file by hand breaks the seal, too.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from autograder.course.code import file_of, with_imports, without_docstrings
from autograder.course.layout import NOTEBOOKS, ROOT, SOLUTIONS

_SEALED = re.compile(r'\{"seal": "(\w+)", ')
_CELL = "# %%"  # opens a cell of a script, and says what the cell is


def modules_below(package: Path) -> list[str]:
    """The names of all modules in a package of ours."""
    paths = (path.relative_to(ROOT).with_suffix("") for path in sorted(package.rglob("*.py")))
    return [".".join(path.parts).removesuffix(".__init__") for path in paths]


def files_of(modules: Iterable[str]) -> list[Path]:
    """The files of these modules and of all of ours that they import, directly or not; and the solutions' scripts."""
    found = with_imports(filter(None, map(file_of, modules)), packages=True)
    return [*sorted(found), *(SOLUTIONS / f"{name}.py" for name in NOTEBOOKS)]


def code_of(text: str) -> str:
    """What a file's code does: its syntax tree without docstrings, and which cells it has."""
    cells = "\n".join(line for line in text.splitlines() if line.startswith(_CELL))
    return ast.dump(without_docstrings(ast.parse(text))) + cells


def code_behind(modules: Iterable[str], also: Iterable[Path] = ()) -> str:
    """The code of these modules and of what they import, and of further files, as one short text."""
    found = hashlib.sha256()
    for path in (*files_of(modules), *also):
        found.update(f"{path.name}\n{code_of(path.read_text(encoding='utf-8'))}\n".encode())
    return found.hexdigest()


def seal_of(content: str, code: str) -> str:
    """What is written on a file of this content, made by this code."""
    return hashlib.sha256(f"{code}\n{content}".encode()).hexdigest()[:32]


def sealed(content: str, code: str) -> str:
    """The text of a JSON object with its seal as first entry."""
    return f'{{"seal": "{seal_of(content, code)}", {content[1:]}'


def opened(text: str) -> tuple[str, str]:
    """The seal of such a text ("": none), and the text without it."""
    found = _SEALED.match(text)
    return (found[1], "{" + text[found.end() :]) if found else ("", text)


def holds(text: str, code: str) -> bool:
    """Whether neither the text nor the code is another than when it was sealed."""
    seal, content = opened(text)
    return seal == seal_of(content, code)
