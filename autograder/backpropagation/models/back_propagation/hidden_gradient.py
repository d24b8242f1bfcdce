"""The error model of the gradient with respect to h."""

from __future__ import annotations

from autograder.backpropagation.models.back_propagation.questions import COLUMN, OWN
from autograder.backpropagation.models.declare import model, slot, wrong

SHAPE = "Forward, W leads from n_{k−1} to n_k. Which way does the gradient go?"

HIDDEN_GRADIENT = model(
    """
    def hidden_gradient(W, grad_a):
        m = grad_a.shape[1]
        grad_h = {product}
        {scaled}
        {result}
    """,
    product=slot(
        "W.T @ grad_a",
        SHAPE,
        without_transpose=wrong("W @ grad_a", "W instead of Wᵀ", SHAPE, seen=29, shows="raised"),
        entry_by_entry=wrong(
            "W.T * grad_a",
            "a product entry by entry",
            "`*` multiplies entry by entry. Which product is meant?",
            shows="raised",
        ),
        untransposed_entry_by_entry=wrong(
            "W * grad_a", "W times grad_a, entry by entry", "`*` multiplies entry by entry.", shows="raised", cost=1.5
        ),
        gradient_turned=wrong("W @ grad_a.T", "grad_a is turned round instead of W", SHAPE, shows="raised"),
        gradient_first=wrong("grad_a @ W", "the factors have changed places", SHAPE, shows="raised"),
        gradient_first_transposed=wrong(
            "grad_a @ W.T", "the factors have changed places", SHAPE, shows="raised", cost=1.5
        ),
        both_turned=wrong("W.T @ grad_a.T", "both factors are turned round", SHAPE, shows="raised", cost=1.5),
        pseudo_inverse=wrong(
            "np.linalg.pinv(W) @ grad_a",
            "the inverse map instead of the transposed one",
            "You undo W. The chain rule asks for something cheaper: which sum over j is it?",
        ),
        absolute=wrong(
            "np.abs(W).T @ grad_a",
            "|W| instead of W",
            "Where a weight is negative your sign is wrong. What happens to W?",
        ),
        without_weights=wrong(
            "grad_a.sum(axis=0, keepdims=True) * np.ones((W.shape[1], 1))", "W does not enter", "Where is W?", cost=1.5
        ),
        shares=wrong(
            "(W / W.sum(axis=1, keepdims=True)).T @ grad_a",
            "each row of W is divided by its sum: shares instead of weights",
            "Double W: your gradient stays as it was. What does the chain rule multiply by, a weight or its share?",
            cost=1.5,
        ),
        squared=wrong(
            "(W**2).T @ grad_a", "W is squared", "Double W: how much larger should the gradient be, and is it?", cost=2
        ),
        doubled_columns=wrong(
            "W.sum(axis=0)[:, None] * grad_a.sum(axis=0)",
            "the sums are multiplied, not the sum of products",
            "Work out one entry by hand: are the products added up, or is there one product of two sums?",
            cost=2,
        ),
    ),
    scaled=slot(
        "",
        "The slide's line has two factors. What else do you do?",
        divided_by_m=wrong("grad_h = grad_h / m", "divided by m", OWN, seen=18),
        divided_by_width=wrong("grad_h = grad_h / len(W)", "divided by n_k", OWN),
        divided_by_width_below=wrong("grad_h = grad_h / W.shape[1]", "divided by n_{k−1}", OWN, cost=1.5),
        sign=wrong("grad_h = -grad_h", "the opposite sign", "Where does the minus come from?"),
        doubled=wrong("grad_h = 2 * grad_h", "twice", "Where does the 2 come from?", cost=1.5),
        averaged=wrong(
            "grad_h = np.repeat(grad_h.mean(axis=1, keepdims=True), m, axis=1)",
            "every column is the mean over the batch",
            "All your columns are equal: the examples have been mixed too early.",
        ),
        one_column=wrong("grad_h = grad_h.mean(axis=1, keepdims=True)", "one column: the mean over the batch", OWN),
        summed_column=wrong("grad_h = grad_h.sum(axis=1, keepdims=True)", "one column: the sum over the batch", OWN),
        one_row=wrong("grad_h = grad_h.sum(axis=0, keepdims=True)", "one row: the sum over the units", OWN, cost=1.5),
        normalised=wrong(
            "grad_h = grad_h / np.linalg.norm(grad_h)",
            "scaled to length 1",
            "The direction is right and the size is lost.",
        ),
        positive_only=wrong(
            "grad_h = grad_h * (grad_h > 0)",
            "negative entries are 0",
            "That belongs to an activation, one step later. What is the slide's line for ∇_{h_{k−1}}?",
            cost=1.5,
        ),
    ),
    result=slot(
        "return grad_h",
        COLUMN,
        transposed=wrong("return grad_h.T", "an example a row", COLUMN, seen=29),
        first_column=wrong("return grad_h[:, :1]", "the first example only", COLUMN, cost=1.5),
        flat=wrong("return grad_h.ravel()", "one long row", COLUMN, cost=1.5),
    ),
    wholes={
        "in_place": wrong(
            """
            def hidden_gradient(W, grad_a):
                grad_a /= 2
                return 2 * W.T @ grad_a
            """,
            "right values, but the caller's gradient is halved",
            "Right numbers, and the caller's array has changed. Which line writes into it?",
            seen=44,
            shows="changed_input",
        ),
    },
)
