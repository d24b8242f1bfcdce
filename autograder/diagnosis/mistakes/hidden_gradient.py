"""Known mistakes in `hidden_gradient` (notebook 04)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "hidden_gradient",
    effect="W instead of Wᵀ",
    hint="Forward, W leads from n_{k−1} to n_k. Which way does the gradient go?",
    general="raised",
    seen=29,
)
def hidden_gradient_without_transpose(W, grad_a):
    return W @ grad_a


@mistake(
    "hidden_gradient",
    effect="an example a row",
    hint="One example is one column. What is the shape of what you return?",
    general="transposed",
    seen=29,
)
def hidden_gradient_transposed(W, grad_a):
    return grad_a.T @ W


@mistake(
    "hidden_gradient",
    effect="divided by m",
    hint="Each column is one example's own gradient. Where is the mean taken?",
    general="ratio_1_over_m",
    seen=18,
)
def hidden_gradient_divided_by_m(W, grad_a):
    return W.T @ grad_a / grad_a.shape[1]


@mistake("hidden_gradient", effect="the opposite sign", hint="Where does the minus come from?", general="ratio_minus_1")
def hidden_gradient_sign(W, grad_a):
    return -W.T @ grad_a


@mistake(
    "hidden_gradient",
    effect="the inverse map instead of the transposed one",
    hint="You undo W. The chain rule asks for something cheaper: which sum over j is it?",
)
def hidden_gradient_pseudo_inverse(W, grad_a):
    return np.linalg.pinv(W) @ grad_a


@mistake(
    "hidden_gradient",
    effect="every column is the mean over the batch",
    hint="All your columns are equal: the examples have been mixed too early.",
)
def hidden_gradient_averaged(W, grad_a):
    return np.repeat((W.T @ grad_a).mean(axis=1, keepdims=True), grad_a.shape[1], axis=1)


@mistake(
    "hidden_gradient",
    effect="scaled to length 1",
    hint="The direction is right and the size is lost.",
)
def hidden_gradient_normalised(W, grad_a):
    g = W.T @ grad_a
    return g / np.linalg.norm(g)


@mistake(
    "hidden_gradient",
    effect="|W| instead of W",
    hint="Where a weight is negative your sign is wrong. What happens to W?",
)
def hidden_gradient_absolute(W, grad_a):
    return np.abs(W).T @ grad_a


@mistake(
    "hidden_gradient",
    effect="right values, but the caller's gradient is halved",
    hint="Right numbers, and the caller's array has changed. Which line writes into it?",
    general="changed_input",
    seen=44,
)
def hidden_gradient_in_place(W, grad_a):
    grad_a *= 1.0
    grad_a /= 2
    return 2 * W.T @ grad_a
