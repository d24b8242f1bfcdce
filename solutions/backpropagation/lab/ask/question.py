"""What a question is, and what is said to an answer: a tuple is a shape, a number a number, a list a column.

`@question` makes of a function, which draws the numbers of a Question, the one that students call with their answer.
"""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lab import identity
from lab.check.engine.card import coded
from lab.check.engine.running import shell_of_a_kernel

WIDTH = 100  # of what is printed, in letters
CLOSE = 2e-3  # of a number by its own size: three digits are enough


@dataclass(frozen=True)
class Question:
    """One question with its numbers drawn, its right answer, and what to say to the wrong ones."""

    asked: str
    right: Any  # a tuple: a shape; a float; a list: a column of numbers
    why: str  # said of the right answer
    hints: Sequence[tuple[Any, str]]  # wrong answers that can be foreseen, and what to think about
    otherwise: str  # said of any other wrong answer
    given: Mapping[str, Any] = field(default_factory=dict)  # the numbers drawn, for whoever works it out anew


def different(rng: np.random.Generator, count: int, low: int, high: int) -> list[int]:
    """So many different whole numbers from low to high."""
    return [int(n) for n in rng.choice(np.arange(low, high + 1), count, replace=False)]


def column(values: Iterable[Any]) -> str:
    """Numbers as one writes them in a line: "(1, −2)"."""
    return f"({', '.join(f'{value:g}'.replace('-', '−') for value in values)})"


def _numbers(answer: Any) -> Any:
    """An answer as an array of numbers; None if it is anything else."""
    try:
        array = np.asarray(answer, dtype=np.float64)
    except (TypeError, ValueError):
        return None
    return array if not isinstance(answer, str | bytes | bool) else None


def same(answer: Any, right: Any) -> bool | None:
    """Whether an answer is the right one; None if it has not the form of one."""
    got = _numbers(answer)
    if got is None or not np.isfinite(got).all():
        return None
    if isinstance(right, float):
        return bool(np.isclose(got.item(), right, rtol=CLOSE, atol=1e-9)) if got.size == 1 else None
    if got.ndim == 0 or got.size == 0:
        return None
    wanted = np.asarray(right, dtype=np.float64)
    if isinstance(right, tuple):
        return bool(np.array_equal(got, wanted)) if got.ndim == 1 else None
    return bool(np.allclose(got.ravel(), wanted, rtol=CLOSE, atol=1e-9)) if got.size == wanted.size else None


def reply(one: Question, answer: Any) -> str:
    """What to say to an answer."""
    found = same(answer, one.right)
    if found is None:
        return f"Please answer with {_form(one)}."
    if found:
        return f"✓ Right. {one.why}"
    hint = next((said for wrong, said in one.hints if same(answer, wrong)), one.otherwise)
    return f"✗ Not yet. {hint}"


def _form(one: Question) -> str:
    if isinstance(one.right, tuple):
        return "a shape, such as (12, 30)"
    if isinstance(one.right, list):
        return f"a list of {len(one.right)} numbers, such as [0.05, -8]"
    return "a number, such as 0.12, 1/17 or np.log(11)"


def question(draw: Callable[[np.random.Generator], Question]) -> Callable[[Any], None]:
    """The function that students call: it asks when it is given `...`, and else says what the answer is worth."""

    @functools.wraps(draw)
    def asked(answer: Any) -> None:
        one = draw(identity.drawn(draw.__name__))
        _say(one.asked)
        if answer is ...:
            _say(f"→ Put {_form(one)}, in place of the three dots, and run the cell again.", _whose())
        elif not identity.known() and shell_of_a_kernel() is None:
            _say("An answer is not looked at here: nobody knows whose it is. There are no points for it.")
        else:
            _say(reply(one, answer))

    return asked


def _whose() -> str:
    return "" if identity.known() else "  (These are everybody's numbers. `ask.me()` asks for your student id, once.)"


def _say(*sentences: str) -> None:
    """Show each on lines of its own, which end between words: what is printed, a notebook breaks anywhere."""
    said = [sentence for sentence in sentences if sentence]
    text = "\n".join(textwrap.fill(sentence, WIDTH) for sentence in said)
    if shell_of_a_kernel() is None:
        print(text)
        return
    from IPython.display import display

    page = "".join(f"<p style='margin:0.2em 0'>{coded(sentence)}</p>" for sentence in said)
    display({"text/html": page, "text/plain": text}, raw=True)


def me() -> None:
    """Ask for the student's id, once: the numbers of the questions are drawn from it."""
    if not identity.known() and not identity.somebody_is_there():
        print("Nobody is here to be asked for an id: the questions have everybody's numbers.")
    elif identity.ask():
        print("The numbers of the questions are your own.")
    else:
        print("Without an id the questions have everybody's numbers.")
