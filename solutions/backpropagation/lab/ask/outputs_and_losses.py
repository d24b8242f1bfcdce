"""The questions of notebook 2: one column, or a small batch, with a pencil."""

from __future__ import annotations

import math

import numpy as np

from .question import Question, column, different, question


@question
def softmax_by_hand(rng: np.random.Generator) -> Question:
    """One probability, for logits whose exponentials are whole numbers."""
    p, q, r = different(rng, 3, 2, 9)
    while abs(math.log(p, p * q * r) - p / (p + q + r)) < 0.02:  # the shares of the logits must look wrong
        p, q, r = different(rng, 3, 2, 9)
    logs = [math.log(n) for n in (p, q, r)]
    return Question(
        asked=f"The logits of one example are (ln {p}, ln {q}, ln {r}). Which probability does softmax give class 0?",
        right=p / (p + q + r),
        why="Only the ratios of the exponentials count.",
        hints=[
            (logs[0] / sum(logs), "These are shares of the logits. First make each logit positive, with e^a."),
            (float(p), "That is e^a of class 0. The three have to add up to 1."),
            (p / (q + r), "Class 0 itself belongs to the sum."),
            (q / (p + q + r), "Classes are counted from 0."),
        ],
        otherwise="e^(ln n) = n. Divide one of the three by the sum of all three.",
        given={"a": [[n] for n in logs]},
    )


@question
def shape_of_the_sums(rng: np.random.Generator) -> Question:
    """The shape of the sums that a batch is divided by."""
    classes, m = different(rng, 2, 3, 9)
    return Question(
        asked=(
            f"A batch of logits has the shape ({classes}, {m}): {classes} classes, {m} examples. Which shape has the "
            "array of the sums that softmax divides by, with keepdims=True?"
        ),
        right=(1, m),
        why="A row of sums, one above each column: NumPy divides every column by its own.",
        hints=[
            ((m,), "That is the shape without keepdims=True. With it, the side that was summed stays, with length 1."),
            ((classes, 1), "That sums each row, over the examples. Whose probabilities have to add up to 1?"),
            ((m, 1), "The order of the two sides stays as it was."),
            ((classes, m), "That is the shape of the exponentials. One of the two sides is summed."),
            ((1, 1), "That is one sum for all examples. Whose probabilities have to add up to 1?"),
        ],
        otherwise="Each example has a sum of its own. Which side is summed, and what is left of it?",
        given={"classes": classes, "m": m},
    )


@question
def cross_entropy_by_hand(rng: np.random.Generator) -> Question:
    """The loss of three examples whose true classes got powers of ½."""
    n = different(rng, 3, 1, 6)
    while sum(n) % 3:  # a whole multiple of ln 2
        n = different(rng, 3, 1, 6)
    p = [f"1/{2**power}" for power in n]
    mean = sum(n) / 3
    return Question(
        asked=f"The true classes of three examples got the probabilities {', '.join(p)}. What is the batch's loss?",
        right=mean * math.log(2),
        why="A mean over the examples, so a larger batch does not have a larger loss.",
        hints=[
            (sum(n) * math.log(2), "That is the sum over the examples. It would grow with the batch."),
            (mean, "That is the logarithm to base 2. The text takes the natural one."),
            (mean * math.log10(2), "That is the logarithm to base 10. The text takes the natural one."),
            (-mean * math.log(2), "A loss is at least 0: mind the minus in front."),
            (-math.log(sum(2.0**-power for power in n) / 3), "First the logarithm of each, then the mean."),
        ],
        otherwise="−ln of each probability, then the mean. In multiples of ln 2 you can do it in your head.",
        given={"p": [2.0**-power for power in n]},
    )


@question
def squared_error_by_hand(rng: np.random.Generator) -> Question:
    """The squared error of two examples with two entries each."""
    off = rng.permutation([1, 2, 3, int(rng.integers(4, 7))])
    sums = [int(off[0]) ** 2 + int(off[1]) ** 2, int(off[2]) ** 2 + int(off[3]) ** 2]
    return Question(
        asked=(
            f"Two examples with two outputs each: ŷ − target is {column(off[:2])} for the first and {column(-off[2:])} "
            "for the second. What is the loss of the batch?"
        ),
        right=sum(sums) / 4,
        why="A sum over the entries of an example, and a mean over the examples.",
        hints=[
            (sum(sums) / 8, "You have divided by the number of all entries. The mean is over the examples alone."),
            (sum(sums) / 2, "There are a ½ and a mean over two examples: two factors."),
            (float(sum(sums)), "The ½ and the mean over the examples are missing."),
        ],
        otherwise="For each example: square both entries, add, halve. Then the mean of the two.",
        given={"off": [[int(off[0]), -int(off[2])], [int(off[1]), -int(off[3])]]},
    )
