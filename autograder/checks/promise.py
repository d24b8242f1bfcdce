"""What the text of an exercise promises, each with a wrong function that breaks this promise and no other.

    promise("average", "it stays as it is", "the argument holds the result", result("np.copyto(x, result) or result"))

The wrong version is made of the course's own solution by one small change, so it can't go out of date unseen: a piece
of code that the solution no longer has is an error. The visible and the hidden check of the cells must fail on it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import cleandoc

from autograder.course.layout import ARGUMENTS
from autograder.course.notebooks import Notebook
from autograder.course.sentences import plain, sentences

Change = Callable[[str, str], str]  # (the name, the solution's cell) -> the wrong cell


@dataclass(frozen=True)
class Promise:
    """Words of the text, and what breaks them."""

    of: str  # the function
    words: str  # a piece of the docstring, or of the notebook's text, word for word
    breaks: str  # what the wrong version does
    change: Change
    cells: tuple[str, ...] = ()  # the test cells that must fail, and no other of this function's; else its first one
    argument: str = ""  # the argument that this is about

    def source(self, solution: str) -> str:
        """The wrong version as a student's cell."""
        return self.change(self.of, solution)


def promise(of: str, words: str, breaks: str, change: Change, *cells: str, argument: str = "") -> Promise:
    """Declare one."""
    return Promise(of, words, breaks, change, cells, argument)


def instead(*pairs: tuple[str, str]) -> Change:
    """Other code in place of a piece of the solution, which stands there just once."""

    def changed(name: str, solution: str) -> str:
        for old, new in pairs:
            if solution.count(old) != 1:
                raise ValueError(f"{name}: the solution has {old!r} {solution.count(old)} times, not once")
            solution = solution.replace(old, new)
        return solution

    return changed


def first(lines: str) -> Change:
    """Lines before all others in the function's body."""

    def changed(name: str, solution: str) -> str:
        tree = ast.parse(solution)
        [function] = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
        function.body[1:1] = ast.parse(cleandoc(lines)).body
        return ast.unparse(tree) + "\n"

    return changed


def result(expression: str) -> Change:
    """An expression of the right `result`, and of the arguments, in place of it."""

    def changed(name: str, solution: str) -> str:
        tree = ast.parse(solution)
        [function] = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
        takes = ast.unparse(function.args)
        names = ", ".join(argument.arg for argument in function.args.args)
        right = re.sub(rf"^def {name}\(", f"def right_{name}(", solution, flags=re.MULTILINE)
        return f"{right}\n\ndef {name}({takes}):\n    result = right_{name}({names})\n    return {expression}\n"

    return changed


def cell(source: str) -> Change:
    """A whole cell."""
    return lambda name, solution: cleandoc(source) + "\n"


def uncovered(form: Notebook, function: str, promises: Sequence[Promise], advice: Mapping[str, str]) -> Iterator[str]:
    """What an exercise promises that no wrong version breaks: its sentences, its arguments; and words it has not."""
    own = [one for one in promises if one.of == function]
    whole = plain("\n".join(cell.master for cell in form.cells).replace("\n# ", "\n"))
    known = [*(plain(one.words) for one in own), *map(plain, advice)]
    for sentence in sentences(form, function):
        if not any(words in sentence for words in known):
            yield f"no wrong version of {function} breaks what its text says: {sentence!r}"
    about = {one.argument for one in own}
    for argument in ARGUMENTS.get(function, ()):
        if argument not in about:
            yield f"no wrong version of {function} breaks what its text says of the argument {argument}"
    for one in own:
        if plain(one.words) not in whole:
            yield f"the text of {form.name} does not say what a promise of {function} quotes: {one.words!r}"


def table(promises: Sequence[Promise], cells: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The lines of docs/promises.md, function by function; `cells`: the test cells of each."""
    for function in dict.fromkeys(one.of for one in promises):
        yield f"\n## `{function}`\n"
        yield "| the text says | test cell | a wrong version that breaks it alone |\n|---|---|---|"
        for one in promises:
            if one.of == function:
                tests = ", ".join(f"`{name}`" for name in one.cells or cells[function][:1])
                row = (f"*{one.argument}*: {one.words}" if one.argument else one.words, tests, one.breaks)
                yield "| " + " | ".join(text.replace("|", "\\|") for text in row) + " |"
