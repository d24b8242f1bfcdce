"""Pictures of students: each is looked at by Pillow, and a large one that was pasted into a text is made smaller.

Nothing but PNG, JPEG and GIF gets through, and no more of them, in bytes and in pixels, than a page can bear.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import Image

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF"}
MAX_PIXELS = 12_000_000  # what a telephone still draws
_KEPT_BYTES = 1_000_000  # a pasted picture that is no larger stays as it is
_DRAWN_PIXELS = 25_000_000  # what is unpacked here to be made smaller: a hundred megabytes of memory
_SIDE = 1600  # of a picture that was made smaller
_IN_TEXT = re.compile(r"data:image/(png|jpe?g|gif);base64,([A-Za-z0-9+/]+={0,2})", re.IGNORECASE)
Attachments = dict[str, dict[str, str]]


class NoPictureError(ValueError):
    """It can't be shown; the message says why, to go behind "this picture is not shown: "."""


@dataclass
class Room:
    """What the pasted pictures of one notebook may still take, and what was done to them."""

    bytes: int = 6_000_000
    pixels: int = 150_000_000  # looked at: each costs time
    notes: list[str] = field(default_factory=list)


@contextmanager
def _opened(data: bytes, kind: str) -> Iterator[Image.Image]:
    """The picture, its size known, its pixels not yet unpacked. Raises NoPictureError, also within."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own of large pictures: the size is looked at here
            with Image.open(io.BytesIO(data), formats=[FORMATS[kind]]) as picture:
                yield picture
    except NoPictureError:
        raise
    except Image.DecompressionBombError as error:
        raise NoPictureError("it has too many pixels") from error
    except Exception as error:  # whatever a decoder makes of a student's bytes
        raise NoPictureError(f"it is no {FORMATS.get(kind, 'picture')}") from error


def _moves(picture: Image.Image) -> bool:
    return bool(getattr(picture, "is_animated", False))


def decoded(stored: str) -> bytes:
    """The bytes of a picture as notebooks store it. Raises NoPictureError."""
    try:
        return base64.b64decode("".join(stored.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoPictureError("it is not base64") from error


def width(data: bytes, kind: str) -> int:
    """The width of a still picture of that kind, which a page can show as it is. Raises NoPictureError."""
    with _opened(data, kind) as picture:
        wide, high = picture.size
        if wide * high > MAX_PIXELS or _moves(picture):
            raise NoPictureError("it moves" if _moves(picture) else f"it has {wide} × {high} pixels")
        return wide


def apart(source: str, attachments: Attachments) -> tuple[str, Attachments]:
    """A text whose pictures stand in it, as some editors write them, with the pictures as attachments."""
    given = dict(attachments)

    def moved(found: re.Match[str]) -> str:
        name = f"in-the-text-{len(given)}"
        given[name] = {f"image/{found[1].lower().replace('jpg', 'jpeg')}": found[2]}
        return f"attachment:{name}"

    return _IN_TEXT.sub(moved, source), given


def _smaller(picture: Image.Image, room: Room) -> tuple[str, bytes]:
    """The picture with sides of at most _SIDE; photographs as JPEG, what has few colours or holes as PNG."""
    picture.draft("RGB", (_SIDE, _SIDE))  # a JPEG is unpacked at a half, a quarter or an eighth of its size
    wide, high = picture.size
    if wide * high > min(_DRAWN_PIXELS, room.pixels):
        raise NoPictureError(f"it has {wide:,} × {high:,} pixels")
    room.pixels -= wide * high
    picture.thumbnail((_SIDE, _SIDE))
    made = io.BytesIO()
    if picture.mode in ("1", "L", "P") or "A" in picture.mode or "transparency" in picture.info:
        picture.convert("RGBA").quantize(256).save(made, "PNG", optimize=True)
        return "image/png", made.getvalue()
    picture.convert("RGB").save(made, "JPEG", quality=80)
    return "image/jpeg", made.getvalue()


def _storable(data: bytes, kind: str, room: Room) -> tuple[str, bytes]:
    with _opened(data, kind) as picture:
        (wide, high), moves = picture.size, _moves(picture)
        if len(data) <= _KEPT_BYTES and wide * high <= min(MAX_PIXELS, room.pixels) and not moves:
            room.pixels -= wide * high
            return kind, data
        kind, made = _smaller(picture, room)
    why = "moved; its first frame is shown" if moves else f"had {wide:,} × {high:,} pixels in {len(data):,} bytes"
    room.notes.append(f"a picture in a text {why}; it was stored smaller")
    return kind, made


def kept(bundle: dict[str, str], room: Room) -> dict[str, str]:
    """An attachment as it may be stored. Raises NoPictureError for what is no picture, or one too many."""
    if not bundle:
        raise NoPictureError("it is too large")
    kind = next((kind for kind in FORMATS if kind in bundle), "")
    if not kind:
        raise NoPictureError("it is neither PNG, JPEG nor GIF")
    kind, data = _storable(decoded(bundle[kind]), kind, room)
    if len(data) > room.bytes:
        raise NoPictureError("there are too many pictures in this notebook")
    room.bytes -= len(data)
    return {kind: base64.b64encode(data).decode("ascii")}
