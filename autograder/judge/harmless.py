"""Student HTML made harmless: what is let out is built here, from bare tags of a short list and escaped text.

Whatever the input is, nothing of it gets out but letters and these tags, each closed again; so it does not matter how
well it is read. It is read once, from left to right: time in proportion to its length, where a parser of browsers'
leniency takes minutes for a megabyte of unclosed tags.
"""

from __future__ import annotations

import html as entities
import re

from autograder.formulas import drawing_only

_NAMES = (
    "abbr b blockquote caption code dd details div dl dt em h1 h2 h3 h4 h5 h6 i li ol p pre s small span strong"
    " sub summary sup table tbody td tfoot th thead tr u ul"
)
_KEPT = frozenset(_NAMES.split())
_EMPTY = frozenset({"br", "hr"})  # have no end
_UNSEEN = frozenset({"script", "style", "title", "template"})  # what is between their tags is no text for people
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)([^<>]*+)>")  # + : no character is read twice
_NO_CHARACTER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")  # `unescape` raises for thousands of digits
_SPAN = re.compile(r'\bcolspan="?(\d{1,3})\b')
_DEPTH = 50  # tags within tags; deeper ones are left out, their text stays


def harmless(html: str) -> str:
    """`html` without scripts, styles, comments, attributes (but colspan) and remote content."""
    made: list[str] = []
    is_open: list[str] = []
    at = 0
    while at < len(html):
        start = html.find("<", at)
        made.append(_text(html[at : start if start >= 0 else len(html)]))
        if start < 0:
            break
        at = _after_unseen(html, start)
        if at > start:
            continue
        tag = _TAG.match(html, start)
        if tag is None:  # a less-than sign
            made.append("&lt;")
            at = start + 1
            continue
        at = tag.end()
        made += _closed(tag[2].lower(), is_open) if tag[1] else _opened(tag[2].lower(), tag[3], is_open)
    return "".join([*made, *(f"</{name}>" for name in reversed(is_open))])


def _text(text: str) -> str:
    """Text that stays text for MathJax, too, which reads the formgrader's page."""
    return entities.escape(drawing_only(entities.unescape(_NO_CHARACTER.sub("\ufffd", text))), quote=True)


def _after_unseen(html: str, start: int) -> int:
    """The end of a comment, or of an element that shows no text; `start` if there is neither."""
    if html.startswith("<!", start):
        comment = html.startswith("<!--", start)
        end = html.find("-->" if comment else ">", start)
        return len(html) if end < 0 else end + (3 if comment else 1)
    tag = _TAG.match(html, start)
    if tag is None or tag[1] or tag[2].lower() not in _UNSEEN:
        return start
    closed = re.compile(f"</{tag[2]}", re.IGNORECASE).search(html, tag.end())
    end = html.find(">", closed.end()) if closed else -1
    return end + 1 if end >= 0 else len(html)


def _opened(name: str, attributes: str, is_open: list[str]) -> list[str]:
    if name in _EMPTY:
        return [f"<{name}>"]
    if name not in _KEPT or len(is_open) >= _DEPTH:
        return []
    is_open.append(name)
    span = _SPAN.search(attributes) if name in ("td", "th") else None
    return [f'<{name} colspan="{span[1]}">' if span else f"<{name}>"]


def _closed(name: str, is_open: list[str]) -> list[str]:
    """The end of `name`, and of what was opened in it and not closed; nothing for one that is not open."""
    if name not in is_open:
        return []
    ends = []
    while True:
        ends.append(f"</{is_open[-1]}>")
        if is_open.pop() == name:
            return ends
