"""The data: Fashion-MNIST, read from a file that came with the course, and the spiral. Nothing is downloaded.

X_train, y_train, X_test, y_test, names = data.fashion_mnist()
X, y = data.spiral(classes=3, per_class=100, rng=np.random.default_rng(1))
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lab.spiral import spiral

__all__ = [
    "NAMES",
    "DataError",
    "FashionMnist",
    "fashion_mnist",
    "fashion_mnist_test",
    "fashion_mnist_validation",
    "spiral",
]

# What the labels 0 … 9 stand for, as the data's makers call them.
NAMES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
VALIDATION = 5_000  # images held out of the 60,000, to choose by
FILE = Path("data") / "fashion_mnist" / "fashion_mnist.npz"
_SHAPES = {
    "images_train": (60_000, 28, 28),
    "labels_train": (60_000,),
    "images_test": (10_000, 28, 28),
    "labels_test": (10_000,),
}


class DataError(RuntimeError):
    """The data are missing or damaged; the message names the file and says what to do."""


class FashionMnist(NamedTuple):
    """The images as columns of numbers from 0 (black) to 1 (white), row of pixels after row of pixels."""

    X_train: NDArray[np.float32]  # (784, 60000)
    y_train: NDArray[np.intp]  # (60000,)
    X_test: NDArray[np.float32]  # (784, 10000)
    y_test: NDArray[np.intp]  # (10000,)
    names: tuple[str, ...]  # names[y] is what label y stands for


def fashion_mnist() -> FashionMnist:
    """Give the 60,000 images to train on and the 10,000 to test on, with their labels and the ten names.

    The file is looked for in `data/fashion_mnist` of the current folder and of every folder above it, then of
    those above this one. The arrays can't be written to, so that no cell can spoil them for the next; `X.copy()` can.
    Each image is one stretch of memory: `X[:, chosen]` is quick.
    Raises DataError when the file is missing, cut short or otherwise damaged.
    """
    path = _find()
    return FashionMnist(*_half(path, "train"), *_half(path, "test"), NAMES)


def _find() -> Path:
    for folder in _folders():
        path = folder / FILE
        if path.is_file():
            return path.resolve()  # one name for it, however it was reached, so that it is read once
    raise DataError(
        f"The images were not found: put the folder data/ of the course's zip back beside the notebooks, so that there "
        f"is {Path.cwd() / FILE} (in a clone: `git checkout -- data`)."
    )


def _folders() -> Iterator[Path]:
    """Yield where the data folder may stand, nearest first, up to the root."""
    for start in (Path.cwd(), Path(__file__).resolve().parent):
        yield start
        yield from start.parents


def fashion_mnist_validation() -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Give the last 5,000 of the images to train on, and their labels: held out, to choose by. Raises DataError too."""
    X, y = _half(_find(), "train")
    return X[:, -VALIDATION:], y[-VALIDATION:]


def fashion_mnist_test() -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Give the test images and their labels alone, in a tenth of the time and memory. Raises DataError as above."""
    X, y = _half(_find(), "test")
    return X, y


@cache
def _half(path: Path, half: str) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Give the images and labels to train on, or those to test on. Raises DataError for any damage."""
    folder = unpacked_folder(path)
    if folder is not None and folder.is_dir():
        return _memory_mapped(folder, half)
    return read_half(path, half)


def unpacked_folder(path: Path) -> Path | None:
    """Give where the content of the archive at `path` may lie ready for use; None if its checksum is not known.

    The grader puts it there, once: then every process that needs the images shares one copy of them in memory.
    """
    expected = _expected_checksum(path)
    return path.with_name("unpacked") / expected[:16] if expected else None


def _memory_mapped(folder: Path, half: str) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    try:
        images = np.load(folder / f"images_{half}.npy", mmap_mode="r", allow_pickle=False)
        labels = np.load(folder / f"labels_{half}.npy", mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise DataError(f"{folder} is damaged: {error}. Delete that folder; it is made anew when needed.") from error
    return np.asarray(images).T, np.asarray(labels)


def read_half(path: Path, half: str) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Read and check one half of the archive at `path`. Raises DataError for any damage."""
    names = (f"images_{half}", f"labels_{half}")
    try:
        state = path.stat()
        _compare_checksum(path, state.st_mtime_ns, state.st_size)
        with np.load(path, allow_pickle=False) as archive:
            images, labels = (archive[name] for name in names)
    except (OSError, ValueError, KeyError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:
        raise _damaged(path, str(error)) from error
    for name, array in zip(names, (images, labels), strict=True):
        if array.shape != _SHAPES[name] or array.dtype != np.uint8:
            raise _damaged(path, f"{name} is {array.dtype} of shape {array.shape}, not uint8 of {_SHAPES[name]}")
    return _columns(images), _labels(labels)


@cache
def _compare_checksum(path: Path, *_: int) -> None:
    """Raise ValueError if the file's SHA-256 is not that in SHA256SUMS beside it; once for each state of the file."""
    expected = _expected_checksum(path)
    if expected is None:
        return  # the archive has checksums of its own, though weaker ones
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != expected:
        raise ValueError(f"its {len(content):,} bytes do not have the checksum that SHA256SUMS names")


def _expected_checksum(path: Path) -> str | None:
    """Give the SHA-256 that SHA256SUMS beside the file names for it, "" if it names none; None if there is no list."""
    sums = path.with_name("SHA256SUMS")
    if not sums.is_file():
        return None
    return next((line.split()[0] for line in sums.read_text("utf-8").splitlines() if line.endswith(path.name)), "")


def _damaged(path: Path, what: str) -> DataError:
    return DataError(
        f"{path} is damaged: {what}. Get it again from where you have the course (in a clone: "
        f"`git checkout -- {FILE.as_posix()}`), or make it anew with make_npz.py, which stands beside it."
    )


def _columns(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    X: NDArray[np.float32] = np.divide(images.reshape(len(images), -1), np.float32(255), dtype=np.float32).T
    X.base.flags.writeable = False  # type: ignore[union-attr]
    X.flags.writeable = False
    return X


def _labels(labels: NDArray[np.uint8]) -> NDArray[np.intp]:
    y = labels.astype(np.intp)  # int64, and in the browser int32: what NumPy counts and indexes with
    y.flags.writeable = False
    return y
