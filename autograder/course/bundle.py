"""What students are given: the released notebooks with all that they need, as one zip and as a folder.

The folder is what nbgitpuller pulls, once it is pushed to a repository; the zip is the same for everybody else.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from pathlib import Path

from autograder.course.layout import ASSIGNMENT, DATA, RELEASED, ROOT, SOLUTIONS
from autograder.course.release import NOT_RELEASED, differences
from autograder.errors import UserError

_EPOCH = (1980, 1, 1, 0, 0, 0)  # so that the same content makes the same zip
_PACKED = {".npz", ".png", ".gz", ".zip"}  # packing these again gains nothing
_NOT_HANDED_OUT = (*NOT_RELEASED, "unpacked", "*.ipynb_checkpoints")
_DEPENDENCY = re.compile(r"^\s+- (?P<name>[\w.-]+)(?P<bounds>[<>=!~].*)?$", re.MULTILINE)
# For a folder that becomes a repository: what students make there is theirs.
_GITIGNORE = f"student_id.txt\n{ASSIGNMENT}_*.zip\n.ipynb_checkpoints/\n__pycache__/\n.venv/\n"


def requirements(environment: str) -> str:
    """The same bounds as environment.yml has, as pip and uv read them; Python itself is not theirs to install."""
    found = (match["name"] + (match["bounds"] or "") for match in _DEPENDENCY.finditer(environment))
    packages = [
        line for line in found if not line.startswith("python>") and line != "nodefaults" and line != "conda-forge"
    ]
    return "\n".join(packages) + "\n"


def _without_comments(environment: str) -> str:
    """environment.yml as students need it: what its comments say is for whoever edits it here."""
    return "".join(line for line in environment.splitlines(keepends=True) if not line.startswith("#"))


def _is_handed_out(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return path.is_file() and not any(Path(part).match(pattern) for part in parts for pattern in _NOT_HANDED_OUT)


def handed_out() -> dict[str, bytes | Path]:
    """Everything that a student gets, by its path: text that is made here, or the file to copy."""
    found: dict[str, bytes | Path] = {}
    for folder, prefix, keep in ((RELEASED, "", (".ipynb",)), (RELEASED / "lab", "lab/", ()), (DATA, "data/", ())):
        paths = folder.glob("*") if keep else folder.rglob("*")
        for path in sorted(path for path in paths if _is_handed_out(path, folder)):
            if not keep or path.suffix in keep:
                found[prefix + path.relative_to(folder).as_posix()] = path
    found = {path: file for path, file in found.items() if not (path.startswith("data/") and path.endswith(".py"))}
    environment = (ROOT / "environment.yml").read_text(encoding="utf-8")
    found["environment.yml"] = _without_comments(environment).encode()
    found["requirements.txt"] = requirements(environment).encode()
    found["README.md"] = SOLUTIONS / "README.md"
    found[".gitignore"] = _GITIGNORE.encode()
    return found


def _content(file: bytes | Path) -> bytes:
    return file if isinstance(file, bytes) else file.read_bytes()


def write_folder(folder: Path, files: dict[str, bytes | Path]) -> None:
    """Write what is handed out into a folder."""
    for name, file in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(file, Path):
            shutil.copyfile(file, path)
        else:
            path.write_bytes(file)


def _write_zip(path: Path, files: dict[str, bytes | Path]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, file in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{ASSIGNMENT}/{name}", _EPOCH)
            entry.external_attr = 0o644 << 16
            packed = zipfile.ZIP_STORED if Path(name).suffix in _PACKED else zipfile.ZIP_DEFLATED
            archive.writestr(entry, _content(file), packed)


def _replace(new: Path, old: Path, beside: Path) -> None:
    if old.exists():
        old.rename(beside / f"old-{old.name}")
    new.rename(old)


def bundle(to: Path) -> tuple[Path, Path, int]:
    """Write the zip and the folder into `to`; both, and how many files. Raises UserError, and changes nothing.

    A folder that is a repository keeps its .git: only what is handed out is replaced.
    """
    if differences():
        raise UserError("notebooks/ is not what solutions/ releases.", remedy="Run  autograder release  first.")
    files, folder, packed = handed_out(), to / ASSIGNMENT, to / f"{ASSIGNMENT}.zip"
    try:
        to.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".bundle-", dir=to) as name:
            beside = Path(name)
            write_folder(beside / "new", files)
            (beside / "new").chmod(0o755)
            _write_zip(beside / "new.zip", files)
            if (folder / ".git").exists():
                shutil.move(folder / ".git", beside / "new" / ".git")
            _replace(beside / "new", folder, beside)
            _replace(beside / "new.zip", packed, beside)
    except OSError as error:
        remedy = "Give --to a folder that you may write to, with room for 70 MB."
        raise UserError(f"{to} can't be written to.", error.strerror or str(error), remedy) from error
    return packed, folder, len(files)
