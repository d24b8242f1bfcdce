"""Student text made harmless for terminals and pages: no control characters, no escapes but colours."""

from __future__ import annotations

import re

_COLOUR = r"\x1b\[[0-9;]{0,20}m"
# Other escape sequences go whole, so that their letters don't stay behind as litter.
_SEQUENCE = r"\x1b\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)?|\x1b\[[0-?]*[ -/]*[@-~]?|\x1b[@-_]?"
_ESCAPE = re.compile(_SEQUENCE)
_ESCAPE_BUT_COLOUR = re.compile(rf"(?!{_COLOUR})(?:{_SEQUENCE})")
# C0 without tab and newline, DEL, C1, and the marks that turn the direction of text round.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def clean_text(text: str, colours: bool = False) -> str:
    """`text` as a terminal would have left it, without what could move the cursor, or worse."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        text = "\n".join(map(_last_written, text.split("\n")))
    return _CONTROL.sub("", (_ESCAPE_BUT_COLOUR if colours else _ESCAPE).sub("", text))


def _last_written(line: str) -> str:
    """What a line shows in the end that a progress bar has written over and over."""
    body = line.rstrip("\r")
    return body[body.rfind("\r") + 1 :] + line[len(body) :]
