"""Pictures that a student pasted into text: each is looked at by Pillow, and a large one is drawn anew, smaller.

Nothing but PNG, JPEG and GIF gets through, and no more of them, in bytes and in pixels, than a page can bear.
"""

from __future__ import annotations

import base64
import binascii
import io
import warnings
from dataclasses import dataclass, field

from PIL import Image

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF"}
KEPT_BYTES = 1_000_000  # a picture that is no larger stays as it is
_KEPT_PIXELS = 12_000_000  # what a telephone still draws
_DRAWN_PIXELS = 25_000_000  # what is unpacked here to be made smaller: a hundred megabytes of memory
_SIDE = 1600  # of a picture that was made smaller
_Bundle = dict[str, str]


class NoPictureError(ValueError):
    """It can't be shown; the message says why, to go behind "this picture is not shown: "."""


@dataclass
class Room:
    """What the pictures of one notebook may still take, and what was done to them."""

    bytes: int = 6_000_000
    pixels: int = 150_000_000  # looked at: each costs time
    notes: list[str] = field(default_factory=list)


def _data(bundle: _Bundle) -> tuple[str, bytes]:
    """The kind and the bytes of an attachment."""
    kind = next((kind for kind in FORMATS if kind in bundle), "")
    if not kind:
        raise NoPictureError("it is neither PNG, JPEG nor GIF")
    try:
        return kind, base64.b64decode("".join(bundle[kind].split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoPictureError("it is not base64") from error


def _smaller(picture: Image.Image, room: Room) -> tuple[str, bytes]:
    """The picture with sides of at most _SIDE; photographs as JPEG, drawings with few colours as PNG."""
    picture.draft("RGB", (_SIDE, _SIDE))  # a JPEG is unpacked at a half, a quarter or an eighth of its size
    width, height = picture.size
    if width * height > min(_DRAWN_PIXELS, room.pixels):
        raise NoPictureError(f"it has {width:,} × {height:,} pixels")
    room.pixels -= width * height
    picture.thumbnail((_SIDE, _SIDE))
    made = io.BytesIO()
    drawing = picture.mode in ("1", "L", "P") or "A" in picture.mode or "transparency" in picture.info
    if drawing:
        picture.convert("RGBA").quantize(256).save(made, "PNG", optimize=True)
        return "image/png", made.getvalue()
    picture.convert("RGB").save(made, "JPEG", quality=80)
    return "image/jpeg", made.getvalue()


def _opened(kind: str, data: bytes, room: Room) -> tuple[str, bytes]:
    """The picture as it may be stored."""
    with Image.open(io.BytesIO(data), formats=[FORMATS[kind]]) as picture:
        width, height = picture.size
        moves = getattr(picture, "is_animated", False)
        if len(data) <= KEPT_BYTES and width * height <= min(_KEPT_PIXELS, room.pixels) and not moves:
            room.pixels -= width * height
            return kind, data
        kind, made = _smaller(picture, room)
    why = "moved; its first frame is shown" if moves else f"had {width:,} × {height:,} pixels, {len(data):,} bytes"
    room.notes.append(f"a picture in a text {why}; it was stored smaller")
    return kind, made


def kept(bundle: _Bundle, room: Room) -> _Bundle:
    """An attachment as it may be shown. Raises NoPictureError for what is no picture, or one too many."""
    kind, data = _data(bundle)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own of large pictures: the size is looked at here
            kind, data = _opened(kind, data, room)
    except NoPictureError:
        raise
    except Exception as error:  # whatever a decoder makes of a student's bytes
        raise NoPictureError(f"it is no {FORMATS[kind]} that can be read") from error
    if len(data) > room.bytes:
        raise NoPictureError("there are too many pictures in this notebook")
    room.bytes -= len(data)
    return {kind: base64.b64encode(data).decode("ascii")}
