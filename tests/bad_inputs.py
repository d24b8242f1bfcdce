"""Every parser of ours that reads what students made, and families of inputs that are bad for parsers, of any size.

`tests/test_bad_inputs.py` holds that none raises and none takes long; `benchmarks/parsers.py` measures how time grows.
"""

from __future__ import annotations

import base64
import json
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook

from autograder.clean import clean_text
from autograder.coloured import CodeColours, FormgraderCode
from autograder.course.notebooks import course_notebook, released_notebooks
from autograder.formulas import formula
from autograder.grading.collect import Collected
from autograder.grading.prepare import prepare
from autograder.grading.reading import DamagedError, read_cells
from autograder.grading.tampering import could_gain
from autograder.grading.text_cells import TextCells
from autograder.judge.harmless import harmless
from autograder.judge.left_out import left_out, looked_for
from autograder.judge.opaque import opaque
from autograder.judge.outputs import checked
from autograder.pictures import NoPictureError, Room, apart, kept
from autograder.report.feedback.text import code, commented, neutral, written

Family = Callable[[int], Any]
NAME = "01_activations"
RELEASED = next(cell.released for cell in released_notebooks()[NAME].cells if cell.role == "test")


def again(part: str) -> Family:
    """The part, over and over."""
    return lambda size: (part * (size // len(part) + 1))[:size]


def within(start: str, middle: str, end: str) -> Family:
    """As deep as the size allows."""
    return lambda size: start * (size // len(start + end)) + middle + end * (size // len(start + end))


def lines(first: str, line: str) -> Family:
    """A line, over and over, below another one."""
    return lambda size: first + again(line)(size)


_PARTS = (
    "<",
    "<a",
    "<b>",
    "</b>",
    "<div>",
    "<div><p>x",
    "<!--",
    "<!",
    "<script>",
    "</script",
    "<script></script",
    "<b ",
    "<td a",
    "<td colspan=",
    "&",
    "&#",
    "&#9",
    "&lt",
    "&amp;",
    "<script></script x",
    "<style></styl",
    "<title>",
    "<b x='",
    "[",
    "]",
    "![",
    "[]",
    "[](",
    "](",
    "[a](b",
    "![a](b) ",
    "[a][b] ",
    "[a]: b\n",
    "[a]:",
    "*",
    "**",
    "*a ",
    "**a",
    "_a_ ",
    "a_",
    "`",
    "`a``",
    "```\n",
    "~~~\n",
    "~~",
    "$",
    "$a",
    "$$",
    "$$a",
    "$a$ ",
    "\\$",
    "\\(",
    "\\\\(",
    "\\[",
    "\\begin{a}",
    "\\begin{a}\n",
    "\\end{a}",
    "\\a",
    "\\",
    "\\\\",
    ">",
    "> ",
    ">\n",
    "- ",
    "- a\n",
    "* ",
    "1. ",
    "1. a\n",
    "1",
    "#",
    "# a\n",
    "=\n",
    "a\n=\n",
    "|",
    "|a",
    "a|b\n-|-\n",
    "|a|\n|-|\n|b|\n",
    "\n",
    " ",
    "\t",
    " \n",
    "a  \n",
    "http://a",
    "http://a.b ",
    "www.",
    "<http://a.b>",
    "a@b.c ",
    "(",
    ")",
    "{",
    "{{",
    '"',
    "'",
    "a",
    "é",
    "𝟙",
    "\r",
    "\x1b[",
    "\x1b[31m",
    "\x1b]0;",
    "\u202e",
    "\u0300",
    "\x00",
    "x = 1\n",
    "x\\\n",
    "'''",
    '"""',
    "f'{",
    "lambda:",
    "@a\n",
    "#\n",
    "0x1",
    "not ",
    "-",
    "data:image/png;base64,",
    "data:image/png;base64,AAAA",
    "attachment:a",
    ": ",
    "a\n: b\n",
    "[^1]: a\n",
)
TEXTS: dict[str, Family] = {repr(part): again(part) for part in _PARTS} | {
    "links within links": within("[", "a", "](b)"),
    "pictures within pictures": within("![", "a", "](b)"),
    "emphasis within emphasis": within("*a ", "b", " a*"),
    "quotations within quotations": lambda size: "> " * size,
    "lists within lists": lambda size: "".join("  " * n + "- a\n" for n in range(int(size**0.5))),
    "a long address, named often": lambda size: f"[a]: http://a.b/{'c' * (size // 2)}\n\n{'[a] ' * (size // 8)}",
    "a wide table": lambda size: f"|{'a|' * (size // 4)}\n|{'-|' * (size // 4)}\n",
    "fences of growing length": lambda size: "".join("`" * n + "\n" for n in range(3, int((2 * size) ** 0.5))),
    "code spans of growing length": lambda size: "".join("`" * n + " " for n in range(1, int((2 * size) ** 0.5))),
    "a formula of many groups": within("{", "x", "}"),
    "formulas, none twice": lambda size: " ".join(f"$x_{{{n}}}$" for n in range(size // 12 + 1)),
    "fractions within fractions": lambda size: "$" + within(r"\frac{1}{", "x", "}")(size) + "$",
    "tags within tags": within("<b><i>", "x", "</i></b>"),
    "a tag with a long name": lambda size: "<" + "a" * size,
    "a tag with a long attribute": lambda size: "<b " + "a" * size,
    "a digit of many digits": lambda size: "&#" + "9" * size + ";",
}
PYTHON: dict[str, Family] = {
    "a sum": lambda size: "x = " + "1+" * (size // 2) + "1",
    "a sum of negatives": lambda size: "x = " + "-" * size + "1",
    "not not": lambda size: "x = " + "not " * (size // 4) + "1",
    "elif": lambda size: "if x: pass\n" + "elif x: pass\n" * (size // 13),
    "else if": lambda size: "".join(" " * n + "if x:\n" for n in range(int(size**0.5))) + " " * int(size**0.5) + "x",
    "brackets": within("(", "1", ")"),
    "lists": within("[", "1", "]"),
    "calls": within("f(", "1", ")"),
    "a chain of calls": lambda size: "x" + "()" * (size // 2),
    "a chain of names": lambda size: "x" + ".a" * (size // 2),
    "a chain of places": lambda size: "x" + "[0]" * (size // 3),
    "a chain of comparisons": lambda size: "x" + "<x" * (size // 2),
    "a power of powers": lambda size: "x" + "**x" * (size // 3),
    "and": lambda size: "x" + " and x" * (size // 6),
    "conditions": lambda size: "x" + " if x else x" * (size // 12),
    "lambdas": lambda size: "lambda: " * (size // 8) + "1",
    "strings side by side": lambda size: "'a' " * (size // 4),
    "a string": lambda size: "'" + "a" * size + "'",
    "a long number": lambda size: "0x" + "f" * size,
    "a long decimal number": lambda size: "9" * size,
    "prints": lambda size: "print(x)\n" * (size // 9),
    "the check, often": lambda size: (RELEASED + "\n") * (size // len(RELEASED) + 1),
    "awaits": lambda size: "await " * (size // 6) + "x",
    "functions within functions": lambda size: (
        "".join(" " * n + "def f():\n" for n in range(int(size**0.5))) + " " * int(size**0.5) + "pass"
    ),
    "decorators": lambda size: "@a\n" * (size // 3) + "def f(): pass",
    "targets": lambda size: "x = " * (size // 4) + "1",
    "f-strings": within("f'{", "1", "}'"),
}


def _notebook(cells: list[Any]) -> bytes:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def _nested(start: str, end: str) -> Family:
    return lambda size: f'{{"cells": {within(start, "1", end)(size)}}}'.encode()


_CELL = {"cell_type": "code", "source": "x", "metadata": {}, "outputs": []}
JSON: dict[str, Family] = {
    "lists": _nested("[", "]"),
    "objects": _nested('{"a":', "}"),
    "never closed": lambda size: b"[" * size,
    "cells": lambda size: _notebook([_CELL] * (size // 70)),
    "cells, cut off": lambda size: _notebook([_CELL] * (size // 70))[:-3],
    "cells, each broken": lambda size: b'{"cells": [' + b'\n {"cell_type": [' * (size // 18),
    "strings never closed": lambda size: b'{"cells": [' + b'\n {"a": "' * (size // 9),
    "a long number": lambda size: b'{"cells": [' + b"9" * size + b"]}",
    "a long string": lambda size: _notebook([_CELL | {"source": "a" * size}]),
    "escapes": lambda size: b'{"cells": ["' + b"\\u0000" * (size // 6) + b'"]}',
    "backslashes": lambda size: b'{"cells": ["' + b"\\" * size,
    "keys": lambda size: _notebook([_CELL | {"metadata": {f"a{n}": n for n in range(size // 12)}}]),
    "zeros": lambda size: b"\0" * size,
    "bytes that are no text": lambda size: b"{\xff" * (size // 2),
    "lines": lambda size: b'{"cells": [\n' + b"\n" * size,
    "cell marks": lambda size: b'"cells":[' * (size // 9),
    "attachments": lambda size: _notebook(
        [
            {
                "cell_type": "markdown",
                "source": "a",
                "attachments": {f"a{n}": {"image/png": "A"} for n in range(size // 26)},
            }
        ]
    ),
    "lines of a source": lambda size: _notebook([_CELL | {"source": ["a"] * (size // 5)}]),
}


def _png(*chunks: tuple[bytes, bytes]) -> bytes:
    packed = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


_HEAD = (b"IHDR", struct.pack(">IIBBBBB", 100, 100, 8, 0, 0, 0, 0))
_PIXELS = (b"IDAT", zlib.compress(b"\0" * 101 * 100))
PNG: dict[str, Family] = {
    "one colour": lambda size: _png(
        (b"IHDR", struct.pack(">IIBBBBB", size, 1 + size // 100, 1, 0, 0, 0, 0)), _PIXELS, (b"IEND", b"")
    ),
    "chunks": lambda size: _png(_HEAD, *[(b"tEXt", b"a\0b")] * (size // 15), _PIXELS, (b"IEND", b"")),
    "chunks of pixels": lambda size: _png(_HEAD, *[(b"IDAT", b"")] * (size // 12), _PIXELS, (b"IEND", b"")),
    "a packed text": lambda size: _png(_HEAD, (b"zTXt", b"a\0\0" + zlib.compress(b"a" * size)), _PIXELS),
    "a long text": lambda size: _png(_HEAD, (b"tEXt", b"a\0" + b"b" * size), _PIXELS, (b"IEND", b"")),
    "a profile": lambda size: _png(_HEAD, (b"iCCP", b"a\0\0" + zlib.compress(b"a" * size)), _PIXELS, (b"IEND", b"")),
    "cut off": lambda size: _png(_HEAD, (b"IDAT", zlib.compress(b"ab" * size)))[:-10],
    "zeros": lambda size: b"\x89PNG\r\n\x1a\n" + b"\0" * size,
    "frames": lambda size: _png(
        _HEAD, (b"acTL", struct.pack(">II", max(size // 38, 2), 0)),
        *[(b"fcTL", struct.pack(">IIIIIHHBB", n, 100, 100, 0, 0, 1, 1, 0, 0)) for n in range(size // 38)], _PIXELS,
    ),
}  # fmt: skip


_PICTURE = base64.b64encode(_png(_HEAD, _PIXELS, (b"IEND", b""))).decode()
_FIGURE = f'<img src="data:image/png;base64,{_PICTURE}" alt="" width="100" style="">'


def _shown(text: str) -> None:
    html = {"output_type": "display_data", "data": {"text/html": _FIGURE + text}, "metadata": {}}
    assert len(checked([html], 1, 10 * len(text) + 10_000)) == 2


def _looked_through(source: str) -> None:
    left_out(course_notebook(NAME), new_notebook(cells=[new_code_cell(source)]).cells)
    looked_for([source[:3_000]], {0: {"slopes"}})
    opaque(source[:100_000])


def _read(data: bytes) -> None:
    with suppress(DamagedError):
        read_cells(data)


def _keep(data: bytes) -> None:
    bundle = {"image/png": base64.b64encode(data).decode()}
    with suppress(NoPictureError):
        kept(bundle, Room())


def _prepare(data: bytes) -> None:
    prepare(Collected("ada", {f"{NAME}.ipynb": data}))


def prepare_text(source: str, kind: str = "markdown") -> None:
    """Prepare a submission with that text in a cell."""
    _prepare(_notebook([{**_CELL, "cell_type": kind, "source": source}]))


_formgrader = cache(HTMLExporter)


def _rebuilt(text: str) -> str:
    return TextCells().rebuilt(*apart(text, {}))[0]


# Of texts, MAX_PARSED characters are parsed, and the rest is shown as it was typed.
MARKDOWN = ("a text cell", "a text cell in the formgrader", "a text cell on the feedback page", "a comment of the TA's")
PARSERS: dict[str, tuple[Callable[[Any], Any], dict[str, Family]]] = {
    "HTML that a cell showed": (harmless, TEXTS),
    "HTML beside a figure that a cell showed": (_shown, TEXTS),
    "text that a cell printed": (clean_text, TEXTS),
    "text on the feedback page": (neutral, TEXTS),
    "a text cell": (_rebuilt, TEXTS),
    "a text cell in the formgrader": (lambda text: _formgrader().markdown2html({}, _rebuilt(text)), TEXTS),
    "a formula": (formula, TEXTS),
    "a text cell on the feedback page": (lambda text: written(_rebuilt(text)), TEXTS),
    "a comment of the TA's": (commented, TEXTS),
    "code on the feedback page": (lambda text: code(text, CodeColours()), TEXTS | PYTHON),
    "code in the formgrader": (lambda text: FormgraderCode()(text), TEXTS | PYTHON),
    "a check cell that was changed": (lambda text: could_gain(text, RELEASED), TEXTS | PYTHON),
    "a cell that may read what is left out": (_looked_through, TEXTS | PYTHON),
    "a submission with a text": (prepare_text, {"'a'": again("a"), "'['": again("["), "' '": again(" ")}),
    "a submission with code": (lambda text: prepare_text(text, "code"), PYTHON),
    "a notebook file": (_read, JSON),
    "a submission of a notebook file": (_prepare, JSON),
    "a pasted picture": (_keep, PNG),
}
