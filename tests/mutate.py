"""Mutates notebook files, repeatably: their JSON as a tree, their bytes as bytes, in ways that files do go wrong."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

Path = list[Any]
ODD: list[Any] = [
    None, True, False, 0, -1, 7, 10**30, 1.5, float("nan"), float("inf"), "", "x", "relu", "test_relu", "\0", "\ud83d",
    "\u2028", "\x1b[31m", "../../etc/passwd", "<script>alert(1)</script>", "def relu(a):\n    return a", "a" * 100_000,
    [], [[]], [None], ["a", 1], [["a"]], {}, {"a": 1}, {"": []}, {"nbgrader": {}}, {"grade_id": "relu"},
]  # fmt: skip
CHUNKS = [
    b"\0", b"\0" * 512, b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\r\n", b'"', b"\\", b"\\ud800", b"{", b"}",
    b"[", b"]", b",", b":", b"null", b"NaN", b"-", b"1e999", b"9" * 5000, b"[" * 5000, b"<<<<<<< HEAD\n", b"/* */",
    b"\x1a",
]  # fmt: skip


def _paths(value: Any, path: Path) -> list[Path]:
    """Where everything is in a JSON value."""
    found = [path] if path else []
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    for key, one in inner:
        found += _paths(one, [*path, key])
    return found


def _at(tree: Any, path: Path) -> Any:
    for key in path:
        tree = tree[key]
    return tree


def _replace(tree: Any, path: Path, rng: random.Random) -> None:
    _at(tree, path[:-1])[path[-1]] = rng.choice(ODD)


def _delete(tree: Any, path: Path, rng: random.Random) -> None:
    del _at(tree, path[:-1])[path[-1]]


def _double(tree: Any, path: Path, rng: random.Random) -> None:
    parent, one = _at(tree, path[:-1]), _at(tree, path)
    if isinstance(parent, list):
        parent.insert(rng.randrange(len(parent) + 1), one)
    else:
        parent[rng.choice(["id", "source", "metadata", "cells", "cell_type", "nbgrader", "grade_id", "points"])] = one


def _graft(tree: Any, path: Path, rng: random.Random) -> None:
    """Put a part of the notebook somewhere else in it, by value: no cycles."""
    other = rng.choice(_paths(tree, []))
    _at(tree, path[:-1])[path[-1]] = json.loads(json.dumps(_at(tree, other)))


def _reorder(tree: Any, path: Path, rng: random.Random) -> None:
    one = _at(tree, path)
    if isinstance(one, list):
        rng.shuffle(one)


def _wrap(tree: Any, path: Path, rng: random.Random) -> None:
    one = _at(tree, path)
    _at(tree, path[:-1])[path[-1]] = rng.choice([[one], {"a": one}, [one, one], str(one)])


def _cut_text(tree: Any, path: Path, rng: random.Random) -> None:
    one = _at(tree, path)
    if isinstance(one, str) and one:
        at = rng.randrange(len(one))
        _at(tree, path[:-1])[path[-1]] = one[:at] + rng.choice(["", " ", "\t", ")", "'", "\f", "é"]) + one[at + 1 :]


_TREE: list[Callable[[Any, Path, random.Random], None]] = [
    _replace, _replace, _delete, _delete, _double, _graft, _reorder, _wrap, _cut_text, _cut_text,
]  # fmt: skip


def mutate_tree(data: bytes, rng: random.Random) -> bytes:
    """Change one to six places of the notebook's tree: half of them anywhere, half of them high up."""
    tree = json.loads(data)
    for _ in range(rng.randint(1, 6)):
        paths = _paths(tree, [])
        if not paths:
            break
        if rng.random() < 0.5:
            deepest = rng.randint(1, 4)
            paths = [path for path in paths if len(path) <= deepest]
        rng.choice(_TREE)(tree, rng.choice(paths), rng)
    text = json.dumps(tree, ensure_ascii=rng.random() < 0.5, indent=rng.choice([1, None]))
    return text.encode("utf-8", "surrogatepass")


def mutate_bytes(data: bytes, rng: random.Random) -> bytes:
    """Change one to eight places of the file."""
    for _ in range(rng.choice([1, 1, 1, 2, 8])):
        at = rng.randrange(len(data) + 1)
        length = rng.choice([1, 1, 4, 100, 4096])
        match rng.randrange(6):
            case 0:
                data = data[:at] + data[at + length :]
            case 1:
                data = data[:at] + rng.choice(CHUNKS) + data[at:]
            case 2:
                data = data[:at] + rng.randbytes(length) + data[at + length :]
            case 3:
                data = data[:at] + data[at : at + length] * 2 + data[at + length :]
            case 4:
                data = (
                    data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :] if at < len(data) else data
                )
            case 5 if rng.random() < 0.3:
                data = data[:at]
    return data


def mutated(data: bytes, number: int, seed: int = 0) -> bytes:
    """Mutant `number` of a notebook file; the same one whenever it is asked for."""
    rng = random.Random(f"{seed} {number}")
    mutant = mutate_bytes(data, rng) if number % 3 == 0 else mutate_tree(data, rng)
    if number % 20 == 7:  # both, and in another encoding
        mutant = (
            mutate_bytes(mutant, rng)
            .decode("utf-8", "replace")
            .encode(rng.choice(["utf-16", "utf-8-sig", "utf-32-be"]))
        )
    return mutant
