"""Pure Python packages as wheels, always the same bytes for the same files, and their entries in Pyodide's lock.

The hash of the content is part of the file's name, so no cache can take an old package for the new one.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PACKED = (".npz", ".gz", ".zip", ".png")  # packing these again gains nothing


@dataclass(frozen=True)
class Wheel:
    """A package: its name, version and files; the imports by which Pyodide knows that it is needed."""

    name: str
    version: str
    files: Mapping[str, bytes]
    imports: tuple[str, ...]
    depends: tuple[str, ...] = ()

    def packed(self) -> tuple[str, bytes]:
        """The wheel's file name and its content."""
        info = f"{self.name}-{self.version}.dist-info"
        files = {
            **self.files,
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {self.name}\nVersion: {self.version}\n".encode(),
            f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: autograder\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = "".join(f"{name},{_digest(content)},{len(content)}\n" for name, content in sorted(files.items()))
        files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
        content = _zip(files)
        return f"{self.name}-{self.version}-0{hashlib.sha256(content).hexdigest()[:12]}-py3-none-any.whl", content

    def entry(self, file: str, content: bytes) -> dict[str, Any]:
        """What Pyodide's lock says of it."""
        return {
            "name": self.name,
            "version": self.version,
            "file_name": file,
            "sha256": hashlib.sha256(content).hexdigest(),
            "imports": [*self.imports],
            "depends": [*self.depends],
            "install_dir": "site",
            "package_type": "package",
            "unvendored_tests": False,
        }


def _digest(content: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            packed = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, packed)
    return buffer.getvalue()
