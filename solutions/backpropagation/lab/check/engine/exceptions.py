"""What to look at first when a student's code raised: the usual exceptions of such code, and a hint for each.

Matched against "Name: text", as a traceback ends. A hint asks where to look; it names no value of the input.
"""

from __future__ import annotations

import re

_PLACES: tuple[tuple[str, str], ...] = (
    (
        r"AttributeError: 'tuple' object has no attribute '[Wb]'",
        "One function returns theta as a plain tuple, another asks it for `.W`. Return `Parameters(W, b)`.",
    ),
    (
        r"ValueError: matmul: .*\(has 0,",
        "One factor of that product has no axes: it is None, or a single number. Index 0 of W, b and a is None, and "
        "h[0] is X: which entry is read there, and what was put into it before?",
    ),
    (
        r"ValueError: (matmul|shapes .* not aligned)",
        "Print the shapes on both sides of that product, and write them under the formula. An example is a column.",
    ),
    (
        r"ValueError: (non-broadcastable|operands could not be broadcast|could not broadcast input)",
        "Two shapes do not fit entry by entry. Print both, and write them under the formula. An example is a column.",
    ),
    (
        r"TypeError: .*NoneType",
        "Something here is None. Index 0 of W, b and a is; so is what a function without `return` gives.",
    ),
    (
        r"TypeError: (tuple|list) indices must be integers",
        'theta is two lists, W and b, numbered from 1; it has no keys such as "W1". How does the slide write W_k here?',
    ),
    (
        r"(TypeError: can't multiply sequence|ValueError: setting an array element with a sequence"
        r"|TypeError: unsupported operand type\(s\) for .*(list|tuple|Parameters|dict))",
        "Python's lists and tuples know no arithmetic: neither theta with its W and b, nor a shape. Which entry do you "
        "mean, or which loop takes them one by one?",
    ),
    (
        r"IndexError: (list|tuple) index out of range",
        "Print that list's length beside the index. With which index does your loop begin, and with which does it end?",
    ),
    (
        r"IndexError: (index -?\d+ is out of bounds|too many indices)",
        "Print the shape of the array just before that line. Rows are units, columns are examples.",
    ),
    (
        r"ValueError: (cannot reshape array|all the input array dimensions)",
        "Count the entries on both sides: print the shapes just before that line.",
    ),
    (
        r"AxisError|ValueError: axes don't match",
        "How many axes has that array? Print its shape just before that line.",
    ),
    (
        r"UnboundLocalError",
        "A name that gets a value in a function is the function's own everywhere in it. Is it set on every way there?",
    ),
    (
        r"(NameError: name '(torch|tf|tensorflow|keras|jax|jnp|F|nn)'|TypeError: .*keyword argument '(dim|keepdim)'"
        r"|AttributeError: ('numpy.ndarray' object|module 'numpy') has no attribute)",
        "NumPy has no such name. Is it misspelt, an older version's, or another library's, as `dim` and `clone` are "
        "PyTorch's? What does NumPy call it?",
    ),
    (
        r"NameError: name",
        "Is that name one of the function's arguments, or does it live in another cell, or is it misspelt?",
    ),
    (
        r"TypeError: .*(unexpected keyword argument|positional argument|multiple values for argument)",
        "Compare the first line of your function with the one in the released notebook: same arguments, same order?",
    ),
    (
        r"TypeError: (only|can only convert) .*(size-1|length-1|0-dimensional)",
        "The functions of `math` take one number; those of NumPy with the same names take a whole array.",
    ),
    (
        r"TypeError: '.*' object is not (callable|subscriptable)",
        "Round brackets call a function, square ones take an entry. Has a name been used for two things?",
    ),
    (r"RecursionError", "A function calls itself without end. What ends it?"),
    (
        r"ValueError: The truth value of an array",
        "`if`, `and` and Python's own `max` and `min` want one yes or no; an array has one for each entry. "
        "Which function of NumPy compares entry by entry?",
    ),
    (
        r"TypeError: only integer scalar arrays can be converted",
        "NumPy takes one argument of that call for an axis, or an index, and got an array: is it the right function, "
        "and is every bracket closed where you mean it?",
    ),
    (
        r"TypeError: (ufunc 'bitwise_xor'|unsupported operand type\(s\) for \^)",
        "`^` is no power in Python: it compares the bits of whole numbers. How is a power written?",
    ),
    (
        r"UFuncTypeError: Cannot cast",
        "An array of integers can't hold what is put into it. Which dtype has it, and from where?",
    ),
    (r"ValueError: assignment destination is read-only", "Arguments belong to the caller. Make an array of your own."),
)


def hint_of(said: str) -> str:
    """The hint for "ValueError: matmul: …"; "" where there is none better than to read the traceback."""
    return next((hint for pattern, hint in _PLACES if re.match(pattern, said, re.DOTALL)), "")
