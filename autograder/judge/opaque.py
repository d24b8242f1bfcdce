"""Whether code of a student's may depend on the course's other cells in a way that its names don't show.

It may look names up by itself (`eval`, `globals()`, `_12`), have code in a text do so (doctest, magics), remember how
often it was called, end the process, draw from NumPy's global generator, or put something of its own in the place of
what cells of ours call. In doubt it is opaque: then all cells run, which costs time and no mark. What this can't see: a
function that another one has made, and that remembers its calls in a variable of that one.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator, Sequence

from autograder.course.sources import bound_names, draws_globally, global_reads, root_name

_LOOKS = {
    "eval", "exec", "compile", "globals", "locals", "vars", "dir", "getattr", "hasattr", "attrgetter", "get_ipython",
    "user_ns", "user_global_ns", "IPython", "InteractiveShell", "importlib", "inspect", "sys", "gc", "ctypes",
    "builtins", "_getframe", "f_globals", "f_locals", "f_back", "f_builtins", "open", "Path", "In", "Out",
    "doctest", "unittest", "pydoc", "runpy", "os", "signal",
}  # fmt: skip
_ORDINARY = {
    "__init__", "__name__", "__class__", "__doc__", "__len__", "__call__", "__repr__", "__str__", "__file__",
    "__version__",
}  # fmt: skip
_DUNDER = re.compile(r"__\w+__")
_HISTORY = re.compile(r"_{1,3}|_\d+|_i{1,3}|_i\d+|_[iod]h")  # what IPython keeps of earlier cells
# Commands whose words are all that they read. Any other may look up whatever it likes.
_MAGIC = re.compile(
    r"^[^\S\n]*(%%?(?!(?:matplotlib|config|pip|conda|load_ext|autoreload|time|timeit|capture|precision)\b)|!(?!\s*pip\b))",
    re.MULTILINE,
)
_MOST = 100_000  # characters that are read, at 4 µs each; of a student with all right answers there are 10,000
_WORDS = re.compile(r"[^\W\d]\w*")
_CHANGING = {
    "append", "extend", "insert", "add", "update", "pop", "remove", "clear", "setdefault", "discard", "appendleft",
    "popleft",
}  # fmt: skip
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def any_opaque(sources: Sequence[str], modules: frozenset[str] = frozenset()) -> bool:
    """Whether that can't be ruled out of these cells or files. `modules`: the names that the course's cells import."""
    return sum(map(len, sources)) > _MOST or any(opaque(source, modules) for source in sources)


def opaque(source: str, modules: frozenset[str] = frozenset()) -> bool:
    """Whether it can't be ruled out of one."""
    if _MAGIC.search(source):
        return True
    try:
        return _is_opaque_python(source, modules)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # no plain Python: every word of it may be a name
        return any(map(_looks, _WORDS.findall(source)))


def _is_opaque_python(source: str, modules: frozenset[str]) -> bool:
    tree, bound = ast.parse(source), bound_names(source)
    return (
        any(map(_looks, _words(tree)))
        or draws_globally(tree)
        or any(map(_HISTORY.fullmatch, global_reads(source) - bound))
        or _replaces(tree, bound, modules)
        or any(_remembers(function, modules) for function in _outermost(tree))
    )


def _looks(word: str) -> bool:
    return word in _LOOKS or (bool(_DUNDER.fullmatch(word)) and word not in _ORDINARY)


def _words(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (part for alias in node.names for part in alias.name.split("."))
            yield from (getattr(node, "module", None) or "").split(".")


def _replaces(tree: ast.Module, bound: set[str], modules: frozenset[str]) -> bool:
    """Whether it binds a name of Python's own, or an attribute of a module of ours: `print = …`, `draw.layers = …`."""
    stored = (node for node in ast.walk(tree) if isinstance(getattr(node, "ctx", None), ast.Store | ast.Del))
    attributes = {root_name(node) for node in stored if isinstance(node, ast.Attribute)}
    return bool(attributes & modules) or bool(bound & vars(builtins).keys())


def _outermost(node: ast.AST) -> Iterator[ast.AST]:
    """The functions that stand in no other function: what is bound in one of these ends with its call."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _FUNCTIONS):
            yield child
        else:
            yield from _outermost(child)


def _remembers(function: ast.AST, modules: frozenset[str]) -> bool:
    """Whether a function changes what outlives its call: a name of the notebook's, or a default that can change."""
    nodes = [*ast.walk(function)]
    if any(isinstance(node, ast.Global) for node in nodes):
        return True
    defaults = [one for node in nodes if isinstance(node, ast.arguments) for one in (*node.defaults, *node.kw_defaults)]
    if any(isinstance(default, ast.List | ast.Dict | ast.Set) for default in defaults):
        return True
    own = {node.arg for node in nodes if isinstance(node, ast.arg)}
    own |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    if getattr(function, "name", "") != "__init__":
        own.discard("self")  # an object that can be called may count its calls
    changed = {root_name(node.func if isinstance(node, ast.Call) else node) for node in nodes if _is_change(node)} - {
        ""
    }
    return bool(changed - own - modules)


def _is_change(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute | ast.Subscript):
        return isinstance(node.ctx, ast.Store | ast.Del)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGING
