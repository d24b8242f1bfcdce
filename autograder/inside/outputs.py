"""What a cell shows, in the notebook format: collected in order, up to a number of bytes."""

from __future__ import annotations

import io
from base64 import b64encode
from typing import Any

Output = dict[str, Any]
CUT = "\n[more output than is kept: cut here]\n"


class Outputs:
    """The outputs since the last `take`."""

    def __init__(self) -> None:
        self.cap = 1 << 20
        self._items: list[Output] = []
        self._text: list[str] = []  # of the last item, while it is a stream
        self._left = self.cap
        self._clear_next = False

    def take(self) -> list[Output]:
        """The outputs so far; from here on it is empty."""
        self._close_stream()
        items, self._items, self._left, self._clear_next = self._items, [], self.cap, False
        return items

    def stream(self, name: str, text: str) -> None:
        """Text on stdout or stderr; goes on in the last output, if that is the same stream."""
        if self._left < 0 or not text:
            return
        self._prepare()
        if not (self._text and self._items[-1]["name"] == name):
            self._close_stream()
            self._items.append({"output_type": "stream", "name": name, "text": ""})
        self._left -= len(text)
        self._text.append(text if self._left >= 0 else text[: self._left] + CUT)

    def add(self, output: Output) -> None:
        """Any other output, whole or not at all."""
        if self._left < 0:
            return
        size = _size(output)
        if size > self._left:
            self.stream("stdout", CUT)
            self._left = -1
            return
        self._prepare()
        self._close_stream()
        self._left -= size
        self._items.append(output)

    def display(self, kind: str, data: dict[str, Any], metadata: dict[str, Any], **more: Any) -> None:
        """A display_data or execute_result."""
        plain = {mime: _text(value) for mime, value in data.items() if isinstance(mime, str)}
        self.add({"output_type": kind, "data": plain, "metadata": _json(metadata), **more})

    def clear(self, wait: bool) -> None:
        """What `clear_output` does: at once, or when the next output comes."""
        self._clear_next = wait
        if not wait:
            self.take()

    def _prepare(self) -> None:
        if self._clear_next:
            self.take()

    def _close_stream(self) -> None:
        if self._text:
            self._items[-1]["text"] = "".join(self._text)
            self._text = []


def _text(value: Any) -> Any:
    """A mime bundle's value as a notebook stores it: text, or what JSON has."""
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value if isinstance(value, str) else _json(value)


def _json(value: Any, depth: int = 8) -> Any:
    if value is None or type(value) in (bool, int, float, str):
        return value
    if depth and isinstance(value, dict):
        return {str(key): _json(entry, depth - 1) for key, entry in value.items()}
    if depth and isinstance(value, (list, tuple)):
        return [_json(entry, depth - 1) for entry in value]
    return str(value)


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(_size(key) + _size(entry) for key, entry in value.items())
    if isinstance(value, list):
        return sum(map(_size, value))
    return 8


class Stream(io.TextIOBase):
    """sys.stdout or sys.stderr."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, outputs: Outputs, name: str) -> None:
        self._outputs = outputs
        self._name = name

    @property
    def name(self) -> str:
        """As files have it."""
        return f"<{self._name}>"

    def writable(self) -> bool:
        """As files have it."""
        return True

    def write(self, text: str) -> int:
        """Show `text`."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._outputs.stream(self._name, text)
        return len(text)
