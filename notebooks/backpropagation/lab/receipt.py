# Made by `make release` from solutions/backpropagation/lab/receipt.py: edit that file, not this one.
"""The code on a receipt: a short hash of the cells that a student wrote.

`hand_in` shows it, and the course's staff sees the same when they collect: both know that the same work is meant.
Outputs, other files and names of files don't change it; a letter in a cell of your own does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from lab.course import NOTEBOOKS

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nothing to mistake when it is read out


def code_of(notebooks: Mapping[str, Iterable[tuple[Mapping[str, Any], str]] | None]) -> str:
    """Make the code, such as "Q7KD-2M9F", of (nbgrader metadata, source) for each cell of each notebook.

    None stands for a notebook that can't be read. Locked cells, which nobody may change, don't count.
    """
    digest = hashlib.sha256()
    for name in NOTEBOOKS:
        for marks, source in notebooks.get(name) or ():
            if not marks.get("locked"):
                plain = source.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
                digest.update(f"{name} {len(plain)}\n".encode() + plain)
    number = int.from_bytes(digest.digest()[:5], "big")
    letters = "".join(_LETTERS[number >> shift & 31] for shift in range(35, -5, -5))
    return f"{letters[:4]}-{letters[4:]}"
