# Made by `make release` from solutions/backpropagation/lab/handing_in.py: edit that file, not this one.
"""`hand_in()`, the last cell of each notebook: shows what you would hand in, and packs it into one zip.

It asks for your student id, where that is not known yet (identity.py). It reads the notebooks as they are saved on
disk, so save first. It decides no mark, and does nothing where nobody can answer, as in grading.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lab import identity
from lab.course import ASSIGNMENT, NOTEBOOKS, UPLOAD
from lab.progress import CheckCell, Progress, look
from lab.receipt import code_of

LARGE = 20_000_000  # bytes of one notebook; some platforms take no more than twice that


def hand_in() -> None:
    """Show how far each notebook is, ask what has to be asked, write the zip, and show a receipt."""
    if not identity.somebody_is_there():
        print("Nothing is handed in here: nobody is there to say whose work this is.")
        return
    folder = identity.folder()
    found = [look(name, folder / f"{name}.ipynb") for name in NOTEBOOKS]
    print(_table(found))
    for warning in _warnings(found):
        print(f"! {warning}")
    if all(one.missing for one in found):
        print(f"There are no notebooks in {folder}. Open this notebook in the folder that holds them all.")
        return
    try:
        student = identity.ask()
        light = _light(found)
    except (EOFError, KeyboardInterrupt):
        student = ""
    if not student:
        print("Nothing was handed in.")
        return
    written = _pack(folder, student, found, light)
    print(_receipt(written, found))


def _when(seconds: float) -> str:
    moment = time.localtime(seconds)
    return f"{moment.tm_mday} {time.strftime('%b %H:%M', moment)}"


def _row(one: Progress) -> tuple[str, ...]:
    if one.missing:
        return one.notebook, "not in this folder", "", "", ""
    if one.damage:
        return one.notebook, _when(one.saved), "can't be read", "", ""
    written = f"{sum(one.written.values())} of {len(one.written)}"
    passing = f"{sum(check.passed for check in one.checks)} of {len(one.checks)}"
    return one.notebook, _when(one.saved), written, passing, ", ".join(one.stubs)


def _table(found: Iterable[Progress]) -> str:
    rows = [("notebook", "saved", "written", "checks passing", "still a stub"), *map(_row, found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("   ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines) + "\n"


def _runs() -> dict[str, int]:
    """What was run in this kernel: the text of each cell, and the number of its last run."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    history: list[str] = getattr(getattr(shell, "history_manager", None), "input_hist_raw", [])
    return {source.strip(): number for number, source in enumerate(history)}


def _run_since(check: CheckCell, runs: dict[str, int]) -> bool:
    """Whether a check was run in this kernel after its notebook was saved."""
    return runs.get(check.source.strip(), check.count) != check.count


def _warnings(found: Iterable[Progress]) -> list[str]:
    """What you should know before you hand in."""
    said, runs = [], _runs()
    for one in found:
        name = f"{one.notebook}.ipynb"
        if one.damage:
            said.append(f"{name}: {one.damage}. It is packed as it is; go back to an earlier copy, if you have one.")
        said += [f"{name}, {complaint}." for complaint in one.complaints]
        if any(_run_since(check, runs) for check in one.checks):
            said.append(f"{name} was saved before its last check was run: save it, then run this cell again.")
    return said


def _light(found: Iterable[Progress]) -> set[str]:
    """The notebooks to be packed without their outputs: those that are too large, if you agree."""
    light = set()
    for one in found:
        if one.size > LARGE and not one.damage:
            question = (
                f"{one.notebook}.ipynb has {one.size / 1e6:.0f} MB, most of it outputs. Pack it without them? [Y/n] "
            )
            if not input(question).strip().lower().startswith("n"):
                light.add(one.notebook)
    return light


def _content(one: Progress, without_outputs: bool) -> bytes:
    data = one.path.read_bytes()
    if not without_outputs:
        return data
    notebook: dict[str, Any] = json.loads(data)
    for cell in notebook["cells"]:
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _pack(folder: Path, student: str, found: Iterable[Progress], light: set[str]) -> Path:
    """Write the zip: the notebooks, the .py files beside them, and what the receipt says."""
    import zipfile

    target = folder / f"{ASSIGNMENT}_{student}.zip"
    partial = target.with_suffix(".partial")
    about = {"student": student, "code": _code(found), "packed": time.strftime("%Y-%m-%d %H:%M:%S %z")}
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False) as archive:
        for one in found:
            if not one.missing:
                moment = time.localtime(max(one.saved, 315_619_200))[:6]  # zips begin in 1980
                entry = zipfile.ZipInfo(one.path.name, moment)
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, _content(one, one.notebook in light), zipfile.ZIP_DEFLATED, 1)
        for path in sorted(folder.glob("*.py")):
            archive.write(path, path.name)
        archive.writestr("hand_in.json", json.dumps(about, ensure_ascii=False, indent=1))
    partial.replace(target)
    return target


def _code(found: Iterable[Progress]) -> str:
    return code_of({one.notebook: one.cells for one in found})


def _receipt(written: Path, found: list[Progress]) -> str:
    there = sum(not one.missing for one in found)
    done = sum(sum(one.written.values()) for one in found)
    exercises = sum(len(one.written) for one in found)
    return (
        f"\n{written.name} is written, {written.stat().st_size / 1e6:.1f} MB, in {written.parent}\n"
        f"{there} of {len(found)} notebooks, {done} of {exercises} exercises, code {_code(found)}\n"
        f"Note the code: your course sees the same one when it has your work.\n{UPLOAD}"
    )
