r"""A student's text cell, parsed and written anew: it can show words, formulas and pictures, and do nothing.

In the formgrader a link like `javascript:` in a text acts with the rights of the TA who clicks it. So nothing of the
cell is passed on as it came. It is parsed once (CommonMark, tables, formulas), and what was understood is written down
again in a form that leaves no second reading to nbconvert's parser, which the formgrader uses, to JupyterLab's or
to the feedback page's:

- every character of the student's that could mean something to Markdown or HTML is written as an entity;
- code stands in bare `<code>` and `<pre>`, formulas are cut down to mathematics (formulas.py);
- an address is built from a narrow set of characters, and leads to http(s), mailto or a place in the page, or is text;
- a picture is an attachment that we have looked at (pictures.py), under a name of ours, or words.

So the parser need not agree with any other one: a difference costs looks, never safety.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from autograder.clean import clean_text
from autograder.formulas import formula
from autograder.pictures import Attachments, NoPictureError, Room, kept

MAX_PARSED = 50_000  # characters of a notebook's texts that are parsed; the rest is shown as it was typed
_MAX_GROWTH = 12  # how many times longer a text may become; one that names a long address a thousand times is built to
_NEWLINE = "\n"
_DEPTH = 20  # lists in quotes in lists …: the parser drops what lies deeper
_DEPTH_IN_LINE = 50  # emphasis in links in emphasis …
_SPECIAL = str.maketrans({c: f"&#{ord(c)};" for c in "`*_[]<>&|~!#"} | {"\\": "∖", "$": "＄"})
_VERBATIM = str.maketrans({c: f"&#{ord(c)};" for c in "`*_[]<>&|~!#\\$\n"})
# Hosts are names with a dot and no port: no link to what listens on the reader's own machine.
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_WEB = re.compile(rf"(https?://)((?:{_LABEL}\.){{1,8}}[a-z][a-z0-9-]{{0,61}}[a-z0-9])((?:[/?#].*)?)", re.I | re.S)
_LOCAL = re.compile(r"\.(localhost|local|internal|lan|home|arpa)$", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[A-Za-z0-9.+-]{1,64}@[A-Za-z0-9.-]{1,100}", re.IGNORECASE)
_PLACE = re.compile(r"#[A-Za-z0-9.-]{1,100}")
_BARE = re.compile(r"https?://[^\s<>\"'`\\|*]{1,500}[^\s<>\"'`\\|*.,:;!?)\]]", re.IGNORECASE)
_AT_START = re.compile(r"[+\-=:]|\d{1,9}(?=[.)])")


def address(url: str) -> str:
    """Where a link may lead, "" if nowhere."""
    if len(url) > 1000:
        return ""
    if _PLACE.fullmatch(url) or _MAIL.fullmatch(url):
        return url
    web = _WEB.fullmatch(url)
    if web is None or _LOCAL.search(web[2]):
        return ""
    return web[1].lower() + web[2].lower() + quote(web[3], safe="/?#=&%+,.;:@-").replace("&", "&amp;")


def words(text: str) -> str:
    """Text as text."""
    return clean_text(text).translate(_SPECIAL).replace("://", "&#58;//").replace("www.", "www&#46;")


def _entities(text: str) -> str:
    return text.translate(_VERBATIM).replace("://", "&#58;//")


def code(text: str) -> str:
    """Code within a line."""
    return f"<code>{_entities(text.replace(_NEWLINE, ' '))}</code>"


def verbatim(text: str) -> str:
    """Text as it was typed: one line, so that it can stand anywhere."""
    return f"<pre><code>{_entities(text.strip(_NEWLINE))}</code></pre>"


@cache
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEPTH}).enable(["table", "strikethrough"])
    made.use(dollarmath_plugin, double_inline=True, allow_labels=False).use(amsmath_plugin)
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # so that all links are seen, and decided on here
    return made


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Without Python's collector of garbage.

    It would look through all that a long text is parsed into, and all else that is there, again and again, and take as
    long as the parser.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _depth(tokens: Sequence[Token]) -> int:
    """How deep the deepest of them lies."""
    return max(accumulate(token.nesting for token in tokens), default=0)


@dataclass
class TextCells:
    """The text cells of one notebook: what may still be parsed and shown, and notes for the TA."""

    left: int = MAX_PARSED
    room: Room = field(default_factory=Room)
    typed: int = 0  # texts that are shown as they were typed

    @property
    def notes(self) -> list[str]:
        """What was done to pictures and to texts, for the TA."""
        which = "a text is shown as it was" if self.typed == 1 else f"{self.typed} texts are shown as they were"
        why = f"nested too deep, or more than {MAX_PARSED:,} characters in all"
        return [*self.room.notes, *([f"{which} typed, not laid out: {why}"] if self.typed else [])]

    def as_typed(self, source: str) -> tuple[str, Attachments]:
        """A text that is none to be parsed."""
        return verbatim(clean_text(source)), {}

    def rebuilt(self, source: str, attachments: Attachments) -> tuple[str, Attachments]:
        """A cell's text and its attachments, as they may be stored."""
        source = clean_text(source)
        self.left -= len(source)
        made = self._laid_out(source, attachments) if self.left >= 0 else None
        if made is None:
            self.typed += 1
        return made or (verbatim(source), {})

    @_nothing_collected()
    def _laid_out(self, source: str, attachments: Attachments) -> tuple[str, Attachments] | None:
        """The same of a text that is not too long; None for one that is too deep, or grows too much."""
        tokens = _parser().parse(source)
        if _depth(tokens) >= _DEPTH - 1 or any(_depth(token.children or []) > _DEPTH_IN_LINE for token in tokens):
            return None
        cell = _Cell(attachments, self.room)
        made = "\n".join(cell.blocks(SyntaxTreeNode(tokens).children))
        return (made, cell.shown) if len(made) <= _MAX_GROWTH * len(source) + 1000 else None


@dataclass
class _Cell:
    """Writes one cell. Blocks are lists of lines, what is in a line is a string."""

    given: Attachments
    room: Room
    shown: Attachments = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)  # what became of a picture that was asked for

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> list[str]:
        """Blocks with an empty line between them."""
        lines: list[str] = []
        before: SyntaxTreeNode | None = None
        for node in nodes:
            made = self._block(node)
            close = before is not None and before.hidden and node.type.endswith("_list")
            lines += ["", *made] if lines and made and not close else made
            before = node
        return lines

    def _block(self, node: SyntaxTreeNode) -> list[str]:
        if node.type in ("fence", "code_block"):
            return [verbatim(node.content)]
        if node.type in ("math_block", "amsmath"):
            return [f"$${formula(node.content)}$$"]
        if node.type == "hr":
            return ["* * *"]
        if node.type == "blockquote":
            return [f"> {line}".rstrip() for line in self.blocks(node.children)]
        if node.type in ("bullet_list", "ordered_list"):
            return self._list(node)
        if node.type == "table":
            return self._table(node)
        line = self._line(node).strip()
        if node.type == "heading":  # as a heading it would get an id, and could take that of a field for marks
            return [f"**{line}**"] if line else []
        return [_AT_START.sub(_as_text, line, count=1) if _AT_START.match(line) else line] if line else []

    def _list(self, node: SyntaxTreeNode) -> list[str]:
        lines: list[str] = []
        number = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        for item in node.children:
            marker = "- " if number is None else f"{min(number, 999_999_999)}. "
            inner = self.blocks(item.children) or [""]
            lines += [marker + inner[0], *(" " * len(marker) + line if line else "" for line in inner[1:])]
            number = None if number is None else number + 1
        return lines

    def _table(self, node: SyntaxTreeNode) -> list[str]:
        rows = [[self._in_table(cell) for cell in row.children] for part in node.children for row in part.children]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]

    def _in_table(self, cell: SyntaxTreeNode) -> str:
        return self._line(cell).replace(r"\|", r"\Vert ").replace("|", r"\vert ").strip()

    def _line(self, node: SyntaxTreeNode) -> str:
        return "".join(map(self._inline, node.children))

    def _inline(self, node: SyntaxTreeNode) -> str:
        made = _LEAVES.get(node.type)
        if made:
            return made(node)
        if node.type == "link":
            return self._link(node)
        if node.type == "image":
            return self._picture(str(node.attrs.get("src", "")), node.content)
        if node.type == "text":
            return _linked(node.content) if node.parent and node.parent.type != "link" else words(node.content)
        mark = {"em": "*", "strong": "**", "s": "~~"}.get(node.type, "")
        inner = self._line(node)
        return f"{mark}{inner}{mark}" if inner.strip() else inner

    def _link(self, node: SyntaxTreeNode) -> str:
        url, text = str(node.attrs.get("href", "")), self._line(node)
        if safe := address(url):
            return f"[{text}](<{safe}>)"
        return f"{text} ({code(_short(url))})"

    def _picture(self, url: str, alt: str) -> str:
        if url not in self.named:
            self.named[url] = self._looked_at(url)
        name, alt = self.named[url], words(_short(alt.replace(_NEWLINE, " ")))
        if name in self.shown:
            return f"![{alt}](attachment:{name})"
        return f"(a picture that is not shown: {name}; {alt} {code(_short(url))})"

    def _looked_at(self, url: str) -> str:
        """The name under which a picture is shown, or why it is not."""
        scheme, _, name = url.partition(":")
        if scheme != "attachment":
            return "it is not in the notebook"
        found = self.given.get(name, self.given.get(unquote(name)))
        if found is None:
            return "it is missing in the notebook"
        try:
            picture = kept(found, self.room)
        except NoPictureError as error:
            return str(error)
        ending = next(iter(picture)).removeprefix("image/")
        self.shown[shown := f"picture-{len(self.shown) + 1}.{ending}"] = picture
        return shown


def _as_text(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in found[0])


def _short(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:200]}…"


def _linked(text: str) -> str:
    """Text in which addresses can be followed."""
    parts, at = [], 0
    for found in _BARE.finditer(text):
        safe = address(found[0])
        parts += [words(text[at : found.start()]), f"[{words(found[0])}](<{safe}>)" if safe else words(found[0])]
        at = found.end()
    return "".join([*parts, words(text[at:])])


_LEAVES: dict[str, Callable[[SyntaxTreeNode], str]] = {
    "code_inline": lambda node: code(node.content),
    "math_inline": lambda node: f"${formula(node.content)}$",
    "math_inline_double": lambda node: f"$${formula(node.content)}$$",
    "softbreak": lambda node: " ",
    "hardbreak": lambda node: "<br>",
}
