"""Make fashion_mnist.npz from the four files of Debian's package dataset-fashion-mnist, and SHA256SUMS.

    python make_npz.py                      reads /usr/share/datasets/fashion-mnist, writes beside this script
    python make_npz.py --source DIR --target DIR

Run twice, it makes the same bytes: the archive's dates are fixed, and its members are in a fixed order. (Another
version of zlib may compress the same arrays into other bytes.)
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import struct
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PACKAGE = Path("/usr/share/datasets/fashion-mnist")
NAME = "fashion_mnist.npz"
MEMBERS = {
    "images_train": "train-images-idx3-ubyte.gz",
    "labels_train": "train-labels-idx1-ubyte.gz",
    "images_test": "t10k-images-idx3-ubyte.gz",
    "labels_test": "t10k-labels-idx1-ubyte.gz",
}


def read_idx(path: Path) -> NDArray[np.uint8]:
    """Read one gzipped IDX file: two zero bytes, 8 (unsigned bytes), the number of axes, their lengths, the bytes.

    Raises ValueError, naming the file, when it is not that.
    """
    content = gzip.decompress(path.read_bytes())
    axes = content[3] if content[:3] == b"\0\0\x08" else 0
    start = 4 + 4 * axes
    shape = struct.unpack(f">{axes}I", content[4:start]) if axes and len(content) >= start else ()
    if not shape or len(content) - start != int(np.prod(shape)):
        raise ValueError(f"{path} is not an IDX file of unsigned bytes, or not a whole one")
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape)


def write_npz(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    """Write the arrays as NumPy's compressed archive, always as the same bytes."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            member._compresslevel = 9  # type: ignore[attr-defined]  # public only from Python 3.13 on
            with archive.open(member, "w") as file:
                np.lib.format.write_array(file, array, version=(1, 0), allow_pickle=False)


def make(source: Path, target: Path) -> Path:
    """Make the archive and its checksum in the folder `target`; returns the archive's path."""
    path = target / NAME
    write_npz(path, {name: read_idx(source / file) for name, file in MEMBERS.items()})
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (target / "SHA256SUMS").write_text(f"{digest}  {NAME}\n", encoding="ascii")
    return path


def main() -> None:
    """Read the command line, and make the archive."""
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, default=PACKAGE, help="the folder of the four .gz files")
    parser.add_argument("--target", type=Path, default=here, help="where to write (default: beside this script)")
    options = parser.parse_args()
    try:
        path = make(options.source, options.target)
    except (OSError, ValueError, EOFError) as error:
        hint = "On Debian and Ubuntu: apt-get install dataset-fashion-mnist"
        sys.exit(f"Could not make {NAME}: {error}\n{hint}")
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
