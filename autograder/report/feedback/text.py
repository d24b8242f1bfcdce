"""Text of students made safe to show: as text. Nothing in it can run, hide, fetch, or turn the page's direction round.

Each function gives markup in which every character of the student's is escaped.
"""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache, partial
from typing import Any

from markupsafe import Markup, escape

from autograder.clean import clean_text
from autograder.coloured import CodeColours
from autograder.grading.text_cells import TextCells
from autograder.report.feedback.formula import drawn
from autograder.report.pages import style

HEAD, TAIL = 12_000, 3_000  # characters of a long text that are shown: its beginning and its end
MAX_CODE = 30_000  # characters of one cell that are shown
MAX_WRITTEN = 30_000
MAX_DRAWN = 1_500  # characters of formulas of one comment that are drawn, at a millisecond each; more stay as written
# Characters that can't be seen, and change what is: directions, joins, tags. Joiners stay: words and emoji need them.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_PILE = re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]+")  # marks piled up until they cover the lines around
_BARE = re.compile(r"</?(?:code|pre)>|<br>")  # what autograder/grading/text_cells.py writes
_PRIVATE = re.compile("[\ue000\ue001]")
_TOKEN = re.compile("\ue000([0-9]+)\ue001")
_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\\]+\Z", re.IGNORECASE)
_CODE_BLOCK = re.compile(r"(<pre><code>)([^<>]*)(</code></pre>)?\s*")
_NAMES = "blockquote code del em li ol p pre strong table tbody td th thead tr ul"
_TAGS = frozenset(_NAMES.split())
_SPAN = re.compile(r'<span class="(\w+)">([^<]*)</span>')  # around each word of coloured code
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>")


def neutral(value: Any) -> str:
    """Plain text that shows what it holds: no control characters, unseen ones by their numbers: ⟨U+202E⟩."""
    text = str(value).encode("utf-8", "replace").decode()
    if text.isprintable() and text.isascii():
        return text
    text = _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)  # before it would be dropped as a control
    return _PILE.sub(r"\1", clean_text(text))


def shortened(text: str, head: int = HEAD, tail: int = TAIL) -> str:
    """A long text without its middle."""
    left_out = len(text) - head - tail
    return text if left_out <= 0 else f"{text[:head]}\n… {left_out:,} characters left out …\n{text[len(text) - tail :]}"


@cache
def _coloured() -> frozenset[str]:
    """The classes of code that the style sheet has a colour for."""
    return frozenset(re.findall(r"\.code \.(\w+)", style()))


def code(source: str, colours: CodeColours) -> Markup:
    """Python, coloured by classes of the style sheet, if the page may still hold that."""
    marked = colours.markup(shortened(neutral(source), MAX_CODE, 0))
    return Markup(_SPAN.sub(lambda found: found[0] if found[1] in _coloured() else found[2], marked))


def _place(text: Any) -> Markup:
    return Markup("<code>{}</code>").format(text)


@cache
def _markdown() -> Any:
    return _new_markdown()


def _new_markdown() -> Any:
    import mistune
    from mistune.plugins.math import math
    from mistune.plugins.table import table

    class Plain(mistune.HTMLRenderer):
        """Markdown as markup without a single attribute: links and pictures become words."""

        def link(self, text: str, url: str, title: str | None = None) -> str:
            return f"{text} ({_place(url)})" if url not in text else text

        def image(self, text: str, url: str, title: str | None = None) -> str:
            shown = url if len(url) < 200 else f"{url[:200]}…"
            return f"[picture: {text} {_place(shown)}]"

        def heading(self, text: str, level: int, **attrs: Any) -> str:
            return f"<p><strong>{text}</strong></p>\n"

        def block_code(self, text: str, info: str | None = None) -> str:
            return f"<pre>{escape(text)}</pre>\n"

        def text(self, text: str) -> str:
            return str(escape(neutral(html.unescape(text))))

        def inline_html(self, tag: str) -> str:
            return tag if _BARE.fullmatch(tag) else str(escape(tag))

        def block_html(self, block: str) -> str:
            return block if _CODE_BLOCK.fullmatch(block) else f"<p>{escape(block)}</p>\n"

    def inline_math(renderer: Any, text: str) -> str:
        return f"<code>{escape(f'${text}$')}</code>"

    def block_math(renderer: Any, text: str) -> str:
        return f"<pre>{escape(f'$${text}$$')}</pre>\n"

    renderer = Plain(escape=True)
    made = mistune.create_markdown(renderer=renderer, plugins=[table, math, "strikethrough"])
    renderer.register("inline_math", inline_math)
    renderer.register("block_math", block_math)
    return made


@lru_cache(maxsize=1024)
def written(source: str) -> Markup:
    """Markdown that a student wrote. Formulas stay as they are written, and links are words: who wrote them may lie."""
    text = shortened(neutral(source), MAX_WRITTEN, 0)
    try:
        made = _markdown()(text)
    except (RecursionError, ValueError, IndexError):  # built to break the parser: then it is just text
        return Markup("<pre>{}</pre>").format(text)
    return _only_tags(made)


class _Kept:
    """Pieces of markup that the second look must not see; in the text they are numbers between two private letters."""

    def __init__(self) -> None:
        self._pieces: list[Markup] = []
        self._left = MAX_DRAWN

    def token(self, piece: Markup) -> str:
        """What stands for a piece until all is looked at."""
        self._pieces.append(piece)
        return f"\ue000{len(self._pieces) - 1}\ue001"

    def put_back(self, markup: Markup) -> Markup:
        """The pieces in their places."""
        return Markup(_TOKEN.sub(lambda found: str(self._pieces[int(found[1])]), str(markup)))

    def formula(self, renderer: Any, text: str, block: bool = False) -> str:
        """Drawn; as it was written, where it can't be."""
        tex = html.unescape(text)
        self._left -= len(tex) + 10  # a short one takes its time, too
        piece = (self._left >= 0 and drawn(tex, block)) or Markup("<code>{}</code>").format(neutral(f"${tex}$"))
        return self.token(Markup("<p>{}</p>").format(piece) if block else piece)

    def link(self, text: str, url: str) -> str:
        """A link to a page or an address; any other place stays words."""
        address = html.unescape(url)
        if not _ADDRESS.match(address):
            return f"{text} ({_place(address)})"
        opening = Markup('<a href="{}" rel="noopener noreferrer">').format(address)
        return f"{self.token(opening)}{text}{self.token(Markup('</a>'))}"


@lru_cache(maxsize=1024)
def commented(source: str) -> Markup:
    """Markdown of the staff's, its formulas drawn and its links links.

    Parsed as a student's text was, in time that its length bounds.
    """
    kept, text = _Kept(), shortened(neutral(TextCells().rebuilt(_PRIVATE.sub("", source), {})[0]), MAX_WRITTEN, 0)
    made = _new_markdown()
    made.renderer.link = lambda text, url, title=None: kept.link(text, url)
    made.renderer.register("inline_math", kept.formula)
    made.renderer.register("block_math", partial(kept.formula, block=True))
    try:
        return kept.put_back(_only_tags(made(text)))
    except (RecursionError, ValueError, IndexError):  # too deep: then it is just text
        return Markup("<pre>{}</pre>").format(text)


def _only_tags(markup: str) -> Markup:
    """The second look: whatever the renderer let through, no other tag and no attribute is left, and each is closed.

    Read once, from left to right; a browser's parser takes 3 s for 24 kB of headings (bleach: the square of the size).
    """
    made: list[str] = []
    is_open: list[str] = []
    at = 0
    for tag in _TAG.finditer(markup):
        made += [_no_tag(markup[at : tag.start()]), *_bare(tag[2].lower(), bool(tag[1]), is_open)]
        at = tag.end()
    made += [_no_tag(markup[at:]), *(f"</{name}>" for name in reversed(is_open))]
    return Markup("".join(made).replace("<pre>", '<pre tabindex="0">'))


def _no_tag(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _bare(name: str, ends: bool, is_open: list[str]) -> list[str]:
    """What stays of a tag: its name, if it may be there; of an end, also those of what is still open in it."""
    if name in ("br", "hr"):
        return [f"<{name}>"]
    if name not in _TAGS or (ends and name not in is_open):
        return []
    if not ends:
        is_open.append(name)
        return [f"<{name}>"]
    inner = is_open[::-1].index(name) + 1
    closed, is_open[-inner:] = is_open[: -inner - 1 : -1], []
    return [f"</{one}>" for one in closed]
