"""What a page of a student's texts may hold, and texts at random that try to make it hold more."""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser
from pathlib import Path

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.grading.text_cells import TextCells
from autograder.pictures import Attachments, apart

TEXTS = Path(__file__).parent / "hostile_texts"
HOSTILE = {path.stem: path for path in sorted(TEXTS.glob("*.md")) if path.stem != "README"}
# One red pixel, as any drawing program writes it.
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
PASTED: Attachments = {"image.png": {"image/png": PNG}, "a b.svg": {"image/svg+xml": "PHN2Zy8+"}}

_ALLOWED = {  # every element that a student's text may become, and its attributes
    "p": set(), "br": set(), "hr": set(), "em": set(), "strong": set(), "del": set(), "code": set(), "pre": set(),
    "ul": set(), "ol": {"start"}, "li": set(), "blockquote": set(), "table": set(), "thead": set(), "tbody": set(),
    "tr": set(), "th": set(), "td": set(), "a": {"href"}, "img": {"src", "alt"},
}  # fmt: skip
_HOST = r"([a-z0-9-]+\.)+[a-z0-9-]*[a-z][a-z0-9-]*"
_LINK = re.compile(rf"https?://{_HOST}([/?#][^\s<>\"'`\\]*)?|mailto:[^\s:/]+|#[A-Za-z0-9.-]+")
_PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/]+={0,2}")
_COMMAND = re.compile(r"\\(href|class|cssId|style|require|def|let|newcommand|unicode|label|ref|url|html\w*)\b")


class _Elements(HTMLParser):
    """What in a page is not allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.text: list[str] = []
        self._in_code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_code += tag in ("code", "pre")
        for name, value in attrs:
            fits = {"href": _LINK, "src": _PICTURE}.get(name)
            if name not in _ALLOWED.get(tag, set()) or (fits and not fits.fullmatch(value or "")):
                self.bad.append(f"{tag} {name}={value}")
        if tag not in _ALLOWED:
            self.bad.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._in_code -= tag in ("code", "pre")

    def handle_data(self, data: str) -> None:
        if not self._in_code:
            self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.bad.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.bad.append(f"<!{decl}")

    unknown_decl = handle_decl

    def handle_pi(self, data: str) -> None:
        self.bad.append(f"<?{data}")


def hostile(name: str, server: str = "http://127.0.0.1:9") -> str:
    """One of the hostile texts, as it came."""
    text = HOSTILE[name].read_bytes().decode()
    return text.replace("@SERVER@", server).replace("SERVER", server.removeprefix("http://"))


def as_the_formgrader_shows(source: str, attachments: Attachments) -> str:
    """What nbconvert makes of a text cell, by the filter of the formgrader's exporter."""
    return MarkdownWithMath(renderer=IPythonRenderer(escape=False, attachments=attachments)).render(source)


def rebuilt_page(source: str, attachments: Attachments = PASTED) -> str:
    """A student's text, rebuilt, as the formgrader shows it."""
    return as_the_formgrader_shows(*TextCells().rebuilt(*apart(source, attachments)))


def not_allowed(page: str) -> list[str]:
    """Everything in a page that a student's text may not become; commands that MathJax would find in it, too."""
    elements = _Elements()
    elements.feed(page)
    elements.close()
    return elements.bad + [found[0] for found in _COMMAND.finditer("".join(elements.text))]


_PARTS = [
    "javascript:alert(1)", "java&Tab;script:alert(1)", "data:text/html,<script>", "/logout", "//evil.org", "x:y",
    "http://127.0.0.1:1/", "https://example.org/a_b*c", "attachment:image.png", "attachment:no", "attachment:a%20b.svg",
    f"data:image/png;base64,{PNG}", "#place", "mailto:a@b.org", "www.evil.org",
    "[", "]", "(", ")", "](", "](<", ">)", "![", "[r]", "[r]: ", "][", "<", ">", "<script>", "</script>", "<a href=",
    "<img src=x onerror=alert(1)>", "<!--", "-->", "<![CDATA[", "<div>", "<pre>", "<code>", "</code>", "</pre>", "<br>",
    "`", "``", "```", "~~~", "```mermaid\n", "$", "$$", "\\\\(", "\\\\)", "\\\\[", "\\\\]", "\\begin{a}", "\\end{a}",
    "\\href{javascript:x}{y}", "\\def\\x", "\\", "\\\n", "&", "&#", "&lt;", "&#36;", "&#x5b;", "&colon;", "*", "**",
    "_", "__", "~~", "|", "|-|-|\n", "| a | b |\n", "#", "# ", "===\n", "---\n", "> ", "- ", "+ ", "* ", "1. ", "    ",
    "\t", ": ", "\n", "\n", "\n\n", "\n\n", " ", " ", "a", "loss", "θ", "\u202e", "\x00", '"', "'", "!", "=", "{", "}",
    "^", ".", "@", "%5B", "&excl;", "\u00a0", "\u2028", "\r", "[x]", "[ ] ", "[^1]", "^[",
]  # fmt: skip


def random_text(seed: int) -> str:
    """A text of pieces that mean something to a reader of Markdown, HTML or LaTeX."""
    draw = random.Random(seed)
    return "".join(draw.choices(_PARTS, k=draw.randint(2, 40)))
