"""What stands in a cell's source: the names that it binds and reads, and what of it is hidden from students."""

from __future__ import annotations

import ast
import re
import symtable

# Of a test its hidden part; of a text cell of ours, how an answer is marked: both as nbgrader has them.
HIDDEN = re.compile(
    r"^### BEGIN (?P<what>HIDDEN TESTS|MARK SCHEME)$.*?^### END (?P=what)$\n?", re.MULTILINE | re.DOTALL
)
SOLUTION = re.compile(r"^([ \t]*)### BEGIN SOLUTION$.*?^[ \t]*### END SOLUTION$", re.MULTILINE | re.DOTALL)
ANSWER_HERE = "*Your answer here: replace this line.*"


def bound_names(source: str) -> set[str]:
    """The names that a cell binds at its top level."""
    names: set[str] = set()
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.add(statement.name)
        else:
            stores = (n for n in ast.walk(statement) if isinstance(n, ast.Name))
            names |= {n.id for n in stores if isinstance(n.ctx, ast.Store)}
            if isinstance(statement, ast.Import | ast.ImportFrom):
                names |= {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
    return names


def imports(source: str) -> list[str]:
    """The import statements at a cell's top level."""
    return [ast.unparse(one) for one in ast.parse(source).body if isinstance(one, ast.Import | ast.ImportFrom)]


def used_names(source: str) -> list[str]:
    """The names that a cell reads, in the order in which they stand in it."""
    loads = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
    return list(dict.fromkeys(n.id for n in sorted(loads, key=lambda n: (n.lineno, n.col_offset))))


def hidden_module(source: str) -> str:
    """The module that a test cell knows as `hidden`; "" if it imports none."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            package = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            for name in node.names:
                if (name.asname or name.name) == "hidden":
                    return f"{package}{name.name}"
    return ""


def hidden_blocks(source: str) -> list[str]:
    """What of a cell no student sees beforehand, each block with its markers."""
    return [found[0] for found in HIDDEN.finditer(source)]


def without_hidden(source: str) -> str:
    """A cell's source without its hidden tests, or how an answer is marked."""
    return HIDDEN.sub("", source)


def stub(name: str, exercise: str, source: str) -> str:
    """The line that stands where a student is to write the code of the cell `name`."""
    visible = SOLUTION.sub("", source)
    if re.search(rf"^\s*(def {name}\b|{name}\s*=)", visible, re.MULTILINE):
        return f'raise NotImplementedError("Exercise {exercise}: write {name} here, then delete this line.")'
    # A value: bound to something that complains when it is used, so that the cells below say "not written yet".
    return f'{name} = mine.not_written("Exercise {exercise}: write {name} here, in place of this line.")'


def without_solution(source: str, line: str) -> str:
    """A cell's source with a line in place of each solution, as nbgrader's ClearSolutions leaves it."""
    cleared, count = SOLUTION.subn(lambda found: found[1] + line, source)
    return (cleared if count else line).rstrip("\n")


def global_reads(source: str) -> set[str]:
    """The names that a cell, or a function in it, looks up among the notebook's own; SyntaxError if it is no Python."""
    names: set[str] = set()
    tables = [symtable.symtable(_looked_up(source), "<cell>", "exec")]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        # In the body of a class a name may be the notebook's until the class binds it.
        here = table.get_type() in ("module", "class")
        names |= {s.get_name() for s in table.get_symbols() if s.is_referenced() and (here or s.is_global())}
    return names


def _looked_up(source: str) -> str:
    """The same code, reading each name before it is changed (`x *= 2`) or deleted, which for Python only binds it."""
    tree = ast.parse(source)
    if not any(isinstance(node, ast.AugAssign | ast.Delete) for node in ast.walk(tree)):
        return source
    return ast.unparse(ast.fix_missing_locations(_ReadFirst().visit(tree)))


class _ReadFirst(ast.NodeTransformer):
    """Before each `x *= 2` and `del x`, the expression `x`."""

    def visit_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:
        return self._after(node, [node.target])

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        return self._after(node, node.targets)

    def _after(self, node: ast.stmt, targets: list[ast.expr]) -> list[ast.stmt]:
        found = {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}
        return [*(ast.Expr(ast.Name(name, ast.Load())) for name in sorted(found)), node]


def draws_globally(tree: ast.AST) -> bool:
    """Whether it uses NumPy's global generator, whose state everybody changes who draws from it."""
    return any(
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and isinstance(node.value.value, ast.Name)
        and (node.value.value.id, node.value.attr) in (("np", "random"), ("numpy", "random"))
        and node.attr != "default_rng"
        and node.attr[0].islower()
        for node in ast.walk(tree)
    )


def root_name(target: ast.AST) -> str:
    """The name at whose value `x.y[0]` begins, "" if it begins at no name."""
    while isinstance(target, ast.Attribute | ast.Subscript | ast.Starred):
        target = target.value
    return target.id if isinstance(target, ast.Name) else ""
