"""Python coloured for a page, by classes of the style sheet, in time that grows as the text does.

Pygments decides by patterns that try again at each blank of a run of them: time grows with the square of the length.
What they would be slow for stays as it is. (So do those of its IPython lexer at each character, which nbconvert takes
where a notebook names no language; here it never does.)
"""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache
from typing import Any

MOST = 120_000  # characters of one page's code that are coloured; the longest notebook of the course has 11,000
_LONG_BLANK = re.compile(r"\s{80}")


class CodeColours:
    """What colours the code of one page: so much of it, and the rest stays as it is."""

    def __init__(self) -> None:
        self.left = MOST

    def markup(self, text: str) -> str:
        """The text with spans, or only escaped."""
        if len(text) > self.left or _LONG_BLANK.search(text):
            return html.escape(text)
        self.left -= len(text)
        return _spans(text)


class FormgraderCode(CodeColours):
    """In the place of nbconvert's filter `highlight_code`, of which it makes one a page; laid out as that does."""

    def __call__(self, source: str, language: str = "", metadata: object = None) -> str:
        return f'<div class=" highlight hl-python"><pre>{self.markup(source)}</pre></div>\n'


@cache
def _lexer() -> tuple[Any, Any]:
    from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
    from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

    return PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)


@lru_cache(maxsize=1024)  # a class has many cells in common
def _spans(text: str) -> str:
    from pygments import highlight  # type: ignore[import-untyped]

    made: str = highlight(text, *_lexer())
    return made
