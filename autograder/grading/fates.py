"""What became of each file of a submission: graded as which notebook, there beside them, or a person's to look at."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.course.layout import NOTEBOOKS
from autograder.grading.collect import Collected
from autograder.grading.left_about import why_explained
from autograder.grading.matching import HandedIn, is_named_like
from autograder.submission import Fate

_ARCHIVES = (".tar", ".gz", ".tgz", ".7z", ".rar", ".bz2", ".xz")
_DOCUMENTS = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".html", ".htm")


def of_no_use(path: str) -> str:
    """What a file is that can't be graded, and what to do about it."""
    name = path.rpartition("/")[2].lower()
    if name.endswith(".zip"):
        return "not graded: a zip; `autograder collect` takes what is in it"
    if name.endswith(_ARCHIVES):
        return "not graded: an archive; unpack it"
    if name.endswith(_DOCUMENTS):
        return "not graded: a document; ask for the notebook"
    if name.endswith(".ipynb"):
        return "not graded: a notebook, and none of the course's"
    return "not graded: neither a notebook nor a file for one"


def fates(collected: Collected, found: Mapping[str, HandedIn]) -> dict[str, Fate]:
    """What became of each file of a submission, by path. `found`: what was taken for each notebook."""
    taken = {one.path: name for name, one in found.items() if one.path}
    made = {path: Fate(taken.get(path, ""), f"left out: {why}", False) for path, why in collected.refused.items()}
    for path in collected.files:
        name = taken.get(path)
        made[path] = _graded(path, name, found[name]) if name else _beside(path, collected, found)
    return made


def _graded(path: str, name: str, one: HandedIn) -> Fate:
    if one.damage:
        return Fate(name, f"damaged: {one.damage}")
    return Fate(name, "graded" if path == f"{name}.ipynb" else f"graded, taken for {name}")


def _beside(path: str, collected: Collected, found: Mapping[str, HandedIn]) -> Fate:
    """Of a file that was taken for no notebook."""
    name = next((name for name in NOTEBOOKS if is_named_like(path, name)), "")
    counts, chosen = found[name].path if name else "", collected.counts.get(name)
    if counts and chosen and "/" not in path:
        how = {"newer": ", which is newer", "the same": ", which holds the same"}.get(chosen.how, "")
        why = how or ", though this is as new: look which is meant"
        return Fate(name, f"not graded: {counts} counts{why}", bool(how))
    if name:
        why = f"{counts} counts" if counts else "which of several files is meant is not clear"
        return Fate(name, f"not graded: {why}", bool(counts))
    why = why_explained(path)
    return Fate("", why or of_no_use(path), bool(why))
