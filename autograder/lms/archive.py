"""Reads the files of a source, which is a folder, a zip, or a zip within one. Whatever it holds, nothing here breaks.

A name is judged before it is used, a size before and while it is read. What is refused is named, with the reason.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from autograder.errors import UserError
from autograder.grading.collect import shown

MEGABYTE = 1024 * 1024
FILE_BYTES = 80 * MEGABYTE  # of one notebook; a forgotten print can make one that large
ZIP_BYTES = 200 * MEGABYTE  # of a student's zip, packed
ZIP_ENTRIES = 20_000  # of a student's zip: what the memory for its list of files goes by
_PATH_BYTES, _NAME_BYTES, _DEPTH = 1000, 255, 16
_ENTRY = b"PK\x01\x02"  # begins each entry of a zip's list
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others can ask for any amount of memory
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, struct.error,
    OverflowError,
)  # fmt: skip
_KINDS = {
    b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"Rar!": "a RAR archive", b"7z\xbc\xaf": "a 7z archive",
    b"\x1f\x8b": "a gzip archive", b"%PDF": "a PDF", b"\xd0\xcf\x11\xe0": "an Office document",
}  # fmt: skip


class RefusedError(ValueError):
    """A file that is not taken; the message says why, and what to do where something can be done."""


@dataclass(frozen=True)
class Item:
    """One file of a source."""

    path: str  # "/" between its parts; safe to print and to store
    size: int  # as the source says it
    fetch: Callable[[int], bytes] = field(compare=False)  # at most so many bytes; raises RefusedError
    saved: float = 0.0  # when it was saved, as the source says it: good for comparing, not a time of handing in

    def read(self, most: int = FILE_BYTES) -> bytes:
        """Its bytes. Raises RefusedError when there are more than `most`, or they can't be read."""
        if self.size > most:
            raise RefusedError(f"{_size(self.size)} unpacked, more than {_size(most)}")
        data = self.fetch(most + 1)
        if len(data) > most:
            raise RefusedError(f"more than {_size(most)} unpacked, though it says {_size(self.size)}")
        return data


@dataclass
class Files:
    """What a source holds."""

    items: list[Item] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)  # path, why


def _size(count: int) -> str:
    return f"{count / MEGABYTE:.1f} MB" if count >= MEGABYTE else f"{count:,} bytes"


def kind_of(head: bytes) -> str:
    """What a file is by its first bytes: "zip", "a PDF" …; "" for all else."""
    return next((kind for magic, kind in _KINDS.items() if head.startswith(magic)), "")


def safe_path(name: str) -> str:
    """A name in an archive as a relative path, NFC. Raises RefusedError for one that leads elsewhere, or is no name."""
    path = unicodedata.normalize("NFC", name.replace("\\", "/"))
    parts = PurePosixPath(path).parts
    if path.startswith("/") or path[1:2] == ":":
        raise RefusedError("an absolute name, which would lead out of the folder")
    if ".." in parts:
        raise RefusedError("a name with '..', which would lead out of the folder")
    if not parts or shown(path) != path:
        raise RefusedError("a name that can't be used: it holds characters that are no text")
    if len(path.encode()) > _PATH_BYTES or any(len(part.encode()) > _NAME_BYTES for part in parts):
        raise RefusedError("a name that is too long")
    if len(parts) > _DEPTH:
        raise RefusedError(f"nested more than {_DEPTH} folders deep")
    return "/".join(parts)


def _refusal(info: zipfile.ZipInfo) -> str:
    """Why an entry of a zip is not even opened, "" if it may be."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if info.flag_bits & 1:
        return "encrypted: it can't be read without a password; ask for it without one"
    if kind == stat.S_IFLNK:
        return "a link, not a file"
    if kind not in (0, stat.S_IFREG):
        return "neither a file nor a folder"
    if info.compress_type not in _METHODS:
        return f"packed in a way that is not read here (method {info.compress_type}); ask for an ordinary zip"
    return ""


def _fetch(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    try:
        with archive.open(info) as file:
            return file.read(most)
    except _BROKEN as error:
        raise RefusedError(f"damaged in the zip ({error})") from None


def _saved(info: zipfile.ZipInfo) -> float:
    year, month, day, hour, minute, second = info.date_time
    return ((((year * 13 + month) * 32 + day) * 25 + hour) * 61 + minute) * 61 + second


def _in_zip(archive: zipfile.ZipFile) -> Files:
    found, seen = Files(), set()
    for info in archive.infolist():
        if info.filename.endswith("/"):  # is_dir() has no answer for an entry without a name
            continue
        try:
            path = safe_path(info.orig_filename)
            if why := _refusal(info):
                raise RefusedError(why)
            if path in seen:
                raise RefusedError("a second file of this name in one zip; the first was taken")
            seen.add(path)
            found.items.append(Item(path, info.file_size, partial(_fetch, archive, info), _saved(info)))
        except RefusedError as error:
            found.refused.append((shown(info.orig_filename), str(error)))
    return found


@contextmanager
def open_zip(file: Path | IO[bytes]) -> Iterator[Files]:
    """The files of a zip, which can be read for as long as this lasts. Raises RefusedError if it is none."""
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN as error:
        raise RefusedError(f"no zip that can be read, or cut off ({error})") from None
    with archive:
        yield _in_zip(archive)


@contextmanager
def open_inner_zip(data: bytes) -> Iterator[Files]:
    """The files of a student's zip. Raises RefusedError for what is none, or lists more files than anybody has."""
    if data.count(_ENTRY) > ZIP_ENTRIES:
        raise RefusedError(f"a zip that lists more than {ZIP_ENTRIES:,} files")
    with open_zip(io.BytesIO(data)) as files:
        yield files


def _read_file(path: Path, most: int) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise RefusedError("neither a file nor a folder")
            return file.read(most)
    except OSError as error:
        raise RefusedError(f"can't be read ({error.strerror})") from None


def _in_folder(folder: Path) -> Files:
    found = Files()
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted([*names, *(f for f in folders if (Path(place) / f).is_symlink())]):
            path = Path(place) / name
            relative = path.relative_to(folder).as_posix()
            try:
                safe = safe_path(relative)
                status = path.lstat()
                if not stat.S_ISREG(status.st_mode):
                    raise RefusedError("a link, not a file" if path.is_symlink() else "neither a file nor a folder")
                found.items.append(Item(safe, status.st_size, partial(_read_file, path), status.st_mtime))
            except RefusedError as error:
                found.refused.append((shown(relative), str(error)))
    return found


def _opened(path: Path, stack: ExitStack) -> Files:
    with path.open("rb") if path.is_file() else io.BytesIO() as file:
        is_zip = kind_of(file.read(4)) == "zip"
    if path.is_dir():
        return _in_folder(path)
    if is_zip:
        return stack.enter_context(open_zip(path))
    if path.suffix == ".zip":
        raise RefusedError("no zip that can be read, or cut off; download it again")
    return Files([Item(safe_path(path.name), path.stat().st_size, partial(_read_file, path))])


@contextmanager
def open_source(path: Path) -> Iterator[Files]:
    """The files of what a teacher names: a folder, a zip, or a single file. Raises UserError when it can't be read."""
    remedy = "Give the zip that you downloaded from the platform, or a folder of submissions."
    with ExitStack() as stack:
        try:
            files = _opened(path, stack)
        except OSError as error:
            raise UserError(f"{path} can't be read.", error.strerror or str(error), remedy) from error
        except RefusedError as error:
            raise UserError(f"{path} can't be read.", f"It is {error}.", remedy) from error
        yield files  # what fails from here on is not the source's fault: a full disk, say
