"""What notebook 06 promises of one update, and of the algorithm."""

from __future__ import annotations

from autograder.checks.promise import Promise, first, instead, promise, result

UPDATE = "theta = update_parameters(theta, grads, eta)"
LOSS = "losses.append(cross_entropy(y_hat, y))"
ROUND = "for _ in range(max_iterations):"

PROMISES: tuple[Promise, ...] = (
    promise(
        "update_parameters",
        "stays as it was",
        "theta's own arrays are changed",
        result("[np.copyto(w, n) for old, new in zip(theta, result) for w, n in zip(old[1:], new[1:])] and result"),
        argument="theta",
    ),
    promise(
        "update_parameters",
        "the gradients, of theta's structure",
        "the biases' gradients are not used",
        first("grads = (grads[0], [None, *(np.zeros_like(g) for g in grads[1][1:])])"),
        argument="grads",
    ),
    promise(
        "update_parameters", "the learning rate η", "eta is not used: always 0.1", first("eta = 0.1"), argument="eta"
    ),
    promise(
        "update_parameters",
        "Returns Parameters(W, b) of the same shapes",
        "flat biases",
        result("Parameters(result.W, [None, *(t.ravel() for t in result.b[1:])])"),
    ),
    promise(
        "update_parameters",
        "W[0] and b[0] None",
        "0 at index 0",
        result("Parameters([0, *result.W[1:]], [0, *result.b[1:]])"),
    ),
    promise(
        "gradient_descent",
        "it runs exactly 1000 times",
        "it stops when the loss hardly changes",
        instead(
            (LOSS, f"{LOSS}\n        if len(losses) > 1 and abs(losses[-1] - losses[-2]) < 1e-9:\n            break")
        ),
    ),
    promise(
        "gradient_descent",
        "any loop that runs max_iterations times",
        "it stops when the loss has not fallen for 20 iterations",
        instead((LOSS, f"{LOSS}\n        if len(losses) > 20 and losses[-1] >= losses[-21]:\n            break")),
    ),
    promise(
        "gradient_descent",
        "and with 0 not at all",
        "always one iteration at least",
        first("max_iterations = max(max_iterations, 1)"),
    ),
    promise(
        "gradient_descent",
        "Put it together",
        "the weights decay by a thousandth a step by themselves",
        instead((UPDATE, f"{UPDATE}\n        theta = Parameters([None, *(0.999 * w for w in theta.W[1:])], theta.b)")),
    ),
    promise(
        "gradient_descent",
        "the learning rate η",
        "η decays by a hundredth a step by itself",
        instead((UPDATE, f"{UPDATE}\n        eta = 0.99 * eta")),
    ),
    promise(
        "gradient_descent",
        "the learning rate η",
        "η is halved every 100 steps",
        instead((UPDATE, f"{UPDATE}\n        eta = eta / 2 if len(losses) % 100 == 0 else eta")),
    ),
    promise(
        "gradient_descent",
        "the learning rate η",
        "eta is not used: always 0.1",
        first("eta = 0.1"),
        argument="eta",
    ),
    promise(
        "gradient_descent",
        "an example a column",
        "the examples are averaged first",
        first("X = np.repeat(X.mean(axis=1, keepdims=True), X.shape[1], axis=1) + 0 * X"),
        argument="X",
    ),
    promise(
        "gradient_descent",
        "the true classes, integers from 0",
        "the gradient takes the classes in reverse order",
        instead(
            (
                "back_propagation(theta, h, a, y_hat, y, g_prime)",
                "back_propagation(theta, h, a, y_hat, y[::-1], g_prime)",
            )
        ),
        argument="y",
    ),
    promise(
        "gradient_descent",
        "[n_0, n_1, …, n_L]",
        "no hidden layer, whatever sizes asks for",
        first("sizes = [sizes[0], sizes[-1]]"),
        argument="sizes",
    ),
    promise(
        "gradient_descent",
        "a list of max_iterations numbers",
        "max_iterations is not used: always 1000",
        first("max_iterations = 1000"),
        argument="max_iterations",
    ),
    promise(
        "gradient_descent",
        "max_iterations = 1000 it runs exactly 1000 times",
        "100 iterations, where nothing is said",
        instead(("max_iterations=1000", "max_iterations=100")),
    ),
    promise(
        "gradient_descent",
        "Use the g, g_prime and rng that you are given",
        "g is not used: always tanh",
        first("g = np.tanh"),
        argument="g",
    ),
    promise(
        "gradient_descent",
        "and its derivative",
        "g_prime is not used: always tanh's slope",
        first("g_prime = tanh_prime"),
        argument="g_prime",
    ),
    promise(
        "gradient_descent",
        "a NumPy random Generator for the initial parameters",
        "rng is not used: every start is a fresh one",
        first("rng = None"),
        argument="rng",
    ),
    promise(
        "gradient_descent",
        "None: a fresh one",
        "without rng always the same start",
        instead(("np.random.default_rng() if", "np.random.default_rng(0) if")),
    ),
    promise(
        "gradient_descent",
        "None: a fresh one",
        "rng=None is not taken",
        instead(("np.random.default_rng() if rng is None else rng", "rng")),
    ),
    promise(
        "gradient_descent",
        "before that iteration's step",
        "the losses are those after each step",
        instead(
            (f"        {LOSS}\n", ""),
            (
                UPDATE,
                f"{UPDATE}\n        losses.append(cross_entropy(forward_propagation(theta, X, g, softmax)[2], y))",
            ),
        ),
    ),
    promise(
        "gradient_descent",
        "the parameters after the last step",
        "the parameters before the last step",
        instead(
            (ROUND, f"before = theta\n    {ROUND}\n        before = theta"),
            ("return theta, losses", "return before, losses"),
        ),
    ),
    promise("gradient_descent", "Returns (theta, losses)", "theta alone", result("result[0]")),
)
