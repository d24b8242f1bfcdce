"""What notebook 03 promises of the initial parameters and the forward pass."""

from __future__ import annotations

from autograder.checks.promise import Promise, first, instead, promise, result

BOTH = ("test_forward_propagation", "test_forward_propagation_general")

PROMISES: tuple[Promise, ...] = (
    promise(
        "initialize_parameters",
        "indexed as the lecture indexes them",
        "W[0] is W_1",
        result("Parameters(result.W[1:], result.b[1:])"),
    ),
    promise("initialize_parameters", "Not (n,)", "flat biases", instead(("(sizes[k], 1)", "sizes[k]"))),
    promise(
        "initialize_parameters",
        "Draw from rng, not from np.random",
        "the numbers come from np.random's own generator",
        first("rng = np.random.mtrand._rand"),
    ),
    promise(
        "initialize_parameters",
        "the same seed then gives the same network",
        "every call is another draw, whatever the seed",
        first("rng = np.random.default_rng()"),
    ),
    promise(
        "initialize_parameters",
        "draw from this one",
        "rng is not used: always the same numbers",
        first("rng = np.random.default_rng(0)"),
        argument="rng",
    ),
    promise(
        "initialize_parameters",
        "the number of inputs, of units in each hidden layer, of outputs",
        "the sizes in reverse order",
        first("sizes = sizes[::-1]"),
        argument="sizes",
    ),
    promise("initialize_parameters", "biases b_1 … b_L zero", "biases of 1", instead(("np.zeros(", "np.ones("))),
    promise(
        "initialize_parameters",
        "a spread (standard deviation) that keeps the mean square of what comes in",
        "a spread of 1",
        instead((" / np.sqrt(sizes[k - 1])", "")),
    ),
    promise(
        "initialize_parameters",
        "has mean 0",
        "a mean of ½",
        instead(("rng.standard_normal((sizes[k], sizes[k - 1]))", "rng.random((sizes[k], sizes[k - 1]))")),
    ),
    promise(
        "initialize_parameters",
        "Returns Parameters(W, b)",
        "one list of pairs (W_k, b_k)",
        result("list(zip(result.W, result.b))"),
    ),
    promise(
        "initialize_parameters",
        "W[0] and b[0] are None",
        "0 at index 0",
        instead(("W, b = [None], [None]", "W, b = [0], [0]")),
    ),
    promise(
        "forward_propagation",
        "not hat y alone",
        "ŷ alone",
        instead(("return h, a, y_hat", "return y_hat")),
        *BOTH,
    ),
    promise(
        "forward_propagation",
        "There is no h_L",
        "ŷ stands in h, too",
        instead(("y_hat = O(a[L])", "y_hat = O(a[L])\n    h.append(y_hat)")),
        *BOTH,
    ),
    promise(
        "forward_propagation",
        "Softmax is not the only output function",
        "O is not used: always softmax",
        first("O = softmax"),
        BOTH[1],
        argument="O",
    ),
    promise(
        "forward_propagation",
        "Use g and O as they are given",
        "g is not used: always tanh",
        first("g = np.tanh"),
        BOTH[1],
        argument="g",
    ),
    promise(
        "forward_propagation",
        "Change none of your arguments",
        "theta's first bias holds 0 afterwards",
        result("(result, theta[1][1].fill(0))[0]"),
        BOTH[0],
        argument="theta",
    ),
    promise(
        "forward_propagation",
        "an example a column",
        "the examples are averaged first",
        first("X = np.repeat(X.mean(axis=1, keepdims=True), X.shape[1], axis=1)"),
        *BOTH,
        argument="X",
    ),
    promise("forward_propagation", "with a[0] = None", "a[0] is X", instead(("[X], [None]", "[X], [X]")), *BOTH),
    promise(
        "forward_propagation",
        "and y_hat of shape (n_L, m)",
        "ŷ is an example a row",
        instead(("return h, a, y_hat", "return h, a, y_hat.T")),
        *BOTH,
    ),
    promise(
        "forward_propagation",
        "other depths",
        "the last layer but one is taken for the last: right for L = 3 alone",
        instead(("L = len(W) - 1", "L = 3")),
        BOTH[1],
    ),
)
