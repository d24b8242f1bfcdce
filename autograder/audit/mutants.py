"""Wrong versions of the reference functions, made by a machine: one small change each to a syntax tree.

General mutation tools work on files and know Python; what goes wrong here is NumPy's: axes, transposes, keepdims,
copies. So the walk is our own: operators, constants, comparisons, indices, keyword arguments, transposes, calls,
dropped lines and swapped names.
"""

from __future__ import annotations

import ast
import copy
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from autograder.audit.subjects import FUNCTIONS, solution

# Attributes of NumPy, and of arrays, that are taken for one another.
_TWINS: dict[str, tuple[str, ...]] = {
    "exp": ("exp2", "expm1", "log"),
    "log": ("log2", "log10", "log1p"),
    "max": ("min", "sum"),
    "mean": ("sum", "max"),
    "sum": ("mean", "max", "prod"),
    "maximum": ("minimum", "add"),
    "abs": ("sign", "square"),
    "sqrt": ("square", "abs"),
    "tanh": ("sinh", "sin"),
    "zeros": ("ones",),
    "zeros_like": ("ones_like",),
    "argmax": ("argmin",),
    "heaviside": ("maximum",),
    "standard_normal": ("random", "standard_exponential"),
    "arange": ("zeros",),
    "float64": ("float32", "int64"),
    "permutation": ("shuffle",),
}
_BINARY: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult),
    ast.Mult: (ast.Div, ast.Add, ast.Sub),
    ast.Div: (ast.Mult, ast.Sub),
    ast.Pow: (ast.Mult, ast.Add),
    ast.MatMult: (ast.Mult, ast.Add),
}
_COMPARE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.GtE, ast.Lt, ast.NotEq, ast.Eq),
    ast.GtE: (ast.Gt, ast.LtE, ast.Eq),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.Eq: (ast.NotEq, ast.GtE, ast.LtE),
    ast.Is: (ast.IsNot,),
}


@dataclass(frozen=True)
class Mutant:
    """One wrong version of one reference function."""

    function: str
    change: str  # "e / np.sum(e, axis=0) → e / np.sum(e, axis=1)": the line before and after; unique in a function
    kind: str  # "axis or keyword"
    source: str  # the student's cell

    @property
    def key(self) -> str:
        """What the audit calls it."""
        return f"{self.function}: {self.change}"


Change = tuple[str, ast.AST]  # the kind, and the node that takes the old one's place


def _constant(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        others: list[object] = [not value]
    elif isinstance(value, int):
        others = [value + 1, value - 1, 0, -value]
    elif isinstance(value, float):
        others = [2 * value, value / 2, 0.0, -value, 1 + value]
    elif value is None:
        others = [0]
    else:
        return
    for other in dict.fromkeys(repr(x) for x in others if repr(x) != repr(value)):
        yield "constant", ast.parse(other, mode="eval").body


def _binary(node: ast.BinOp) -> Iterator[Change]:
    for op in _BINARY.get(type(node.op), ()):
        yield "operator", ast.BinOp(node.left, op(), node.right)
    yield "operand dropped", node.left
    yield "operand dropped", node.right
    yield "operands swapped", ast.BinOp(node.right, node.op, node.left)
    if isinstance(node.op, ast.MatMult):
        for left, right in ((True, False), (False, True)):
            turned = [
                ast.Attribute(x, "T", ast.Load()) if t else x for x, t in ((node.left, left), (node.right, right))
            ]
            yield "transpose", ast.BinOp(turned[0], node.op, turned[1])


def _call(node: ast.Call) -> Iterator[Change]:
    for i in range(len(node.keywords)):
        yield "keyword dropped", ast.Call(node.func, node.args, node.keywords[:i] + node.keywords[i + 1 :])
    for i, keyword in enumerate(node.keywords):
        if keyword.arg == "axis":
            without = [*node.keywords[:i], ast.keyword("axis", ast.Constant(None)), *node.keywords[i + 1 :]]
            yield "axis", ast.Call(node.func, node.args, without)
    if len(node.args) >= 2:
        for i in range(len(node.args) - 1):
            swapped = [*node.args]
            swapped[i], swapped[i + 1] = swapped[i + 1], swapped[i]
            yield "arguments swapped", ast.Call(node.func, swapped, node.keywords)
    if len(node.args) >= 1 and not node.keywords:
        yield "call dropped", node.args[-1]
    if len(node.args) >= 2:
        yield "argument dropped", ast.Call(node.func, node.args[:-1], node.keywords)
    if isinstance(node.func, ast.Attribute) and not node.args and isinstance(node.func.value, ast.expr):
        yield "method dropped", node.func.value


def _attribute(node: ast.Attribute) -> Iterator[Change]:
    for twin in _TWINS.get(node.attr, ()):
        yield "another function", ast.Attribute(node.value, twin, node.ctx)
    if node.attr == "T":
        yield "transpose", node.value


def _slice(node: ast.Slice) -> Iterator[Change]:
    if node.lower is not None:
        yield "index", ast.Slice(None, node.upper, node.step)
    if node.upper is not None:
        yield "index", ast.Slice(node.lower, None, node.step)
        yield "index", ast.Slice(node.lower, ast.BinOp(node.upper, ast.Sub(), ast.Constant(1)), node.step)
        yield "index", ast.Slice(node.lower, ast.BinOp(node.upper, ast.Add(), ast.Constant(1)), node.step)


def _subscript(node: ast.Subscript) -> Iterator[Change]:
    if isinstance(node.ctx, ast.Load) and isinstance(node.slice, ast.Name):
        for op in (ast.Add(), ast.Sub()):
            yield "index", ast.Subscript(node.value, ast.BinOp(node.slice, op, ast.Constant(1)), node.ctx)
    if isinstance(node.slice, ast.Tuple) and len(node.slice.elts) == 2:
        turned = ast.Tuple(node.slice.elts[::-1], ast.Load())
        yield "index", ast.Subscript(node.value, turned, node.ctx)


def _other(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield "operator", operand
        case ast.Compare(ops=[op]):
            for twin in _COMPARE.get(type(op), ()):
                yield "comparison", ast.Compare(node.left, [twin()], node.comparators)
        case ast.IfExp():
            yield "condition", node.body
            yield "condition", node.orelse
        case ast.AugAssign():
            opposite = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            yield "operator", ast.AugAssign(node.target, opposite, node.value)
            yield (
                "operator",
                ast.Assign([ast.Name(node.target.id, ast.Store())], node.value)
                if isinstance(node.target, ast.Name)
                else ast.Assign([node.target], node.value),
            )
        case ast.Return(value=ast.expr() as value):
            yield "sign", ast.Return(ast.UnaryOp(ast.USub(), value))
            if isinstance(value, ast.Tuple):
                yield "order", ast.Return(ast.Tuple(value.elts[::-1], ast.Load()))
        case ast.If():
            yield "condition", ast.If(ast.Constant(True), node.body, node.orelse)
            yield "condition", ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
        case ast.For():
            backwards = ast.Call(
                ast.Name("reversed", ast.Load()), [ast.Call(ast.Name("list", ast.Load()), [node.iter], [])], []
            )
            yield "order", ast.For(node.target, backwards, node.body, node.orelse)
            yield "loop", ast.For(node.target, node.iter, [*node.body, ast.Break()], node.orelse)


def _names(function: ast.FunctionDef) -> list[str]:
    """The arguments, inner functions' too, and what is assigned, in the order of the walk."""
    arguments = [n.arg for n in ast.walk(function) if isinstance(n, ast.arg)]
    stores = [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return list(dict.fromkeys([*arguments, *stores]))


def _changes(node: ast.AST, names: list[str]) -> Iterator[Change]:
    handlers: dict[type[ast.AST], Callable[..., Iterator[Change]]] = {
        ast.Constant: _constant,
        ast.BinOp: _binary,
        ast.Call: _call,
        ast.Attribute: _attribute,
        ast.Slice: _slice,
        ast.Subscript: _subscript,
    }
    yield from handlers.get(type(node), _other)(node)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        at = names.index(node.id)
        for other in dict.fromkeys((names[at - 1], names[(at + 1) % len(names)])):  # its neighbours: all would be 3,000
            if other != node.id:
                yield "name", ast.Name(other, ast.Load())


class _Replace(ast.NodeTransformer):
    """Put one node in the place of another, which is known by its number in the walk."""

    def __init__(self, number: int, new: ast.AST) -> None:
        self.number, self.new, self.at = number, new, -1

    def visit(self, node: ast.AST) -> ast.AST:
        self.at += 1
        if self.at == self.number:
            return self.new
        return self.generic_visit(node)


def _numbered(tree: ast.AST) -> Iterator[tuple[int, ast.AST]]:
    """The nodes in the order in which a NodeTransformer meets them."""

    class Visitor(ast.NodeVisitor):
        def __init__(self) -> None:
            self.seen: list[ast.AST] = []

        def visit(self, node: ast.AST) -> None:
            self.seen.append(node)
            self.generic_visit(node)

    visitor = Visitor()
    visitor.visit(tree)
    return iter(enumerate(visitor.seen))


def _without_docstring(source: str) -> ast.Module:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return tree


def _dropped(tree: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """Each statement inside the function, taken out."""
    bodies = [n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.For, ast.If))]
    for b, node in enumerate(bodies):
        for i in range(len(node.body)):
            changed = copy.deepcopy(tree)
            body = [n for n in ast.walk(changed) if isinstance(n, (ast.FunctionDef, ast.For, ast.If))][b].body
            body[i : i + 1] = [ast.Pass()]
            yield "line dropped", changed


def _change(before: str, after: str) -> str:
    """The first line that differs, before and after."""
    old, new = ([line for line in text.splitlines() if line.strip()] for text in (before, after))
    at = next((i for i, (x, y) in enumerate(zip(old, new, strict=False)) if x != y), min(len(old), len(new)) - 1)
    return f"{old[at].strip()} → {new[at].strip()}"


def _variants(function: str) -> Iterator[tuple[str, ast.Module]]:
    tree = _without_docstring(solution(function))
    outer = next(n for n in tree.body if isinstance(n, ast.FunctionDef))
    names = _names(outer)
    for number, node in _numbered(tree):
        for kind, new in _changes(node, names):
            changed = _Replace(number, copy.deepcopy(new)).visit(copy.deepcopy(tree))
            assert isinstance(changed, ast.Module)
            yield kind, changed
    yield from _dropped(tree)


@cache
def mutants_of(function: str) -> tuple[Mutant, ...]:
    """Every mutant of one reference function that compiles, each once."""
    before = ast.unparse(_without_docstring(solution(function)))
    found: dict[str, Mutant] = {}
    taken: dict[str, int] = {}
    for kind, tree in _variants(function):
        try:
            after = ast.unparse(ast.fix_missing_locations(tree))
            with warnings.catch_warnings(action="ignore"):
                compile(after, "<mutant>", "exec")
        except (SyntaxError, ValueError, TypeError, AttributeError):
            continue
        if after == before or after in found:
            continue
        change = _change(before, after)
        taken[change] = taken.get(change, 0) + 1
        if taken[change] > 1:
            change = f"{change} ({taken[change]})"
        found[after] = Mutant(function, change, kind, after + "\n")
    return tuple(found.values())


@cache
def mutants() -> tuple[Mutant, ...]:
    """Every mutant, in the order of the course."""
    return tuple(mutant for function in FUNCTIONS for mutant in mutants_of(function))
