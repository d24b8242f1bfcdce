"""What notebook 07 promises of mini-batches, the optimizers' steps, the training loop and the confusion matrix."""

from __future__ import annotations

from autograder.checks.promise import Promise, first, instead, promise, result

ORDER = "order = rng.permutation(X.shape[1])"
STEP = "theta, state = step(theta, gradient_on(X_batch, y_batch, seen), state, eta)"
OF_WHAT = "the gradient is taken of another theta"
FORGETS = "the state is not used: every step is the first"
ALONE = "theta alone"
OVERWRITES = "([np.copyto(w, n) for old, new in zip(theta, result[0]) for w, n in zip(old[1:], new[1:])], result)[1]"

PROMISES: tuple[Promise, ...] = (
    promise(
        "minibatches",
        "Let the order come from rng, and from nothing else",
        "the order comes from np.random",
        instead((ORDER, "order = np.random.permutation(X.shape[1])")),
        argument="rng",
    ),
    promise(
        "minibatches",
        "don't shuffle them",
        "X and y are shuffled in place",
        instead((ORDER, f"{ORDER}\n    X[:], y[:] = X[:, order], y[order]\n    order = np.arange(len(order))")),
    ),
    promise(
        "minibatches",
        "both stay as they were",
        "X holds 0 afterwards",
        result("(list(result), X.fill(0))[0]"),
        argument="X",
    ),
    promise(
        "minibatches",
        "both stay as they were",
        "y holds 0 afterwards",
        result("(list(result), y.fill(0))[0]"),
        argument="y",
    ),
    promise(
        "minibatches",
        "the last one holds what remains",
        "the rest is dropped",
        instead(("range(0, len(order), batch_size)", "range(0, len(order) - batch_size + 1, batch_size)")),
        argument="batch_size",
    ),
    promise(
        "minibatches",
        "every order is equally likely",
        "the examples are only turned round by a drawn number of places",
        instead((ORDER, "order = np.roll(np.arange(X.shape[1]), rng.integers(X.shape[1]))")),
    ),
    promise(
        "minibatches",
        "the same state gives the same order",
        "a generator of its own besides",
        instead((ORDER, "order = np.random.default_rng().permutation(X.shape[1])")),
    ),
    promise(
        "minibatches",
        "Gives pairs (X_batch, y_batch)",
        "two lists, of X_batches and of y_batches",
        result("tuple(map(list, zip(*result)))"),
    ),
    promise(
        "minibatches",
        "Every example is in exactly one",
        "drawn with replacement",
        instead((ORDER, "order = rng.integers(0, X.shape[1], X.shape[1])")),
    ),
    promise(
        "momentum_step",
        "stays as it was",
        "theta holds the new parameters",
        result(OVERWRITES),
        argument="theta",
    ),
    promise(
        "momentum_step",
        "gradient(theta) is ∇θ on the current mini-batch",
        OF_WHAT,
        instead(("u, gradient(theta))", "u, gradient(each(np.zeros_like, theta)))")),
        argument="gradient",
    ),
    promise(
        "momentum_step", "afterwards what this function gave back", FORGETS, first("state = None"), argument="state"
    ),
    promise("momentum_step", "the learning rate η", "eta is not used: always 0.1", first("eta = 0.1"), argument="eta"),
    promise(
        "momentum_step",
        "how much of the last step's u is kept",
        "beta is not used: always 0.9",
        first("beta = 0.9"),
        argument="beta",
    ),
    promise("momentum_step", "Returns (theta, state)", ALONE, result("result[0]")),
    promise(
        "nesterov_step",
        "Arguments and result as for momentum_step",
        "theta holds the new parameters",
        result(OVERWRITES),
        argument="theta",
    ),
    promise(
        "nesterov_step",
        "only the point where the gradient is taken is another one",
        "the gradient is taken at θ",
        instead(("gradient(ahead)", "gradient(theta)")),
        argument="gradient",
    ),
    promise("nesterov_step", "Arguments and result as for", FORGETS, first("state = None"), argument="state"),
    promise(
        "nesterov_step",
        "Arguments and result as for momentum_step",
        "eta is not used: always 0.1",
        first("eta = 0.1"),
        argument="eta",
    ),
    promise(
        "nesterov_step",
        "Arguments and result as for momentum_step",
        "beta is not used: always 0.9",
        first("beta = 0.9"),
        argument="beta",
    ),
    promise(
        "adam_step",
        "as for momentum_step, and so is the result",
        "theta holds the new parameters",
        result(OVERWRITES),
        argument="theta",
    ),
    promise(
        "adam_step",
        "as for momentum_step",
        OF_WHAT,
        instead(("gradient(theta)", "gradient(each(np.zeros_like, theta))")),
        argument="gradient",
    ),
    promise("adam_step", "t is 1 at the first step", FORGETS, first("state = None"), argument="state"),
    promise("adam_step", "as for momentum_step", "eta is not used: always 0.001", first("eta = 0.001"), argument="eta"),
    promise(
        "adam_step", "how much is kept of u", "beta1 is not used: always 0.9", first("beta1 = 0.9"), argument="beta1"
    ),
    promise(
        "adam_step",
        "and of v, that of its square",
        "beta2 is not used: always 0.999",
        first("beta2 = 0.999"),
        argument="beta2",
    ),
    promise(
        "adam_step",
        "which stands beside the root",
        "epsilon is not used: always 1e-8",
        first("epsilon = 1e-8"),
        argument="epsilon",
    ),
    promise("adam_step", "which stands beside the root", "epsilon is not used: always 1e-7", first("epsilon = 1e-7")),
    promise(
        "train",
        "an example a column",
        "the first number of each example is not used",
        first("X = np.concatenate([0 * X[:1], X[1:]])"),
        argument="X",
    ),
    promise("train", "the true classes", "y is not used: always class 0", first("y = 0 * y"), argument="y"),
    promise(
        "train",
        "[n_0, n_1, …, n_L]",
        "no hidden layer, whatever sizes asks for",
        first("sizes = [sizes[0], sizes[-1]]"),
        argument="sizes",
    ),
    promise(
        "train",
        "theta, state = step(theta, gradient, state, eta)",
        "step is not used: plain gradient descent",
        first("step = lambda theta, gradient, state, eta: (update_parameters(theta, gradient(theta), eta), state)"),
        argument="step",
    ),
    promise(
        "train",
        "state is None at the first call",
        "0 at the first call",
        instead(
            (
                "theta, state, losses = in_dtype_of_X(initialize_parameters(sizes, rng)), None, []",
                "theta, state, losses = in_dtype_of_X(initialize_parameters(sizes, rng)), 0, []",
            )
        ),
    ),
    promise(
        "train",
        "step(theta, gradient, state, eta)",
        "η decays by itself",
        instead((STEP, f"{STEP}\n            eta = 0.999 * eta")),
    ),
    promise(
        "train",
        "step(theta, gradient, state, eta)",
        "the weights decay by themselves",
        instead((STEP, f"{STEP}\n            theta = Parameters([None, *(0.9999 * w for w in theta.W[1:])], theta.b)")),
    ),
    promise(
        "train", "step(theta, gradient, state, eta)", "eta is not used: always 0.1", first("eta = 0.1"), argument="eta"
    ),
    promise(
        "train",
        "how many times to go through all examples",
        "one epoch at most",
        first("epochs = min(epochs, 1)"),
        argument="epochs",
    ),
    promise(
        "train",
        "each time in mini-batches of their own",
        "every epoch has the mini-batches of the first",
        instead(
            (
                "    for _ in range(epochs):",
                "    batches = list(minibatches(X, y, batch_size, rng))\n    for _ in range(epochs):",
            ),
            ("in minibatches(X, y, batch_size, rng):", "in batches:"),
        ),
    ),
    promise("train", "batch_size", "batch_size is not used: always 5", first("batch_size = 5"), argument="batch_size"),
    promise(
        "train",
        "a NumPy random Generator for all that is drawn",
        "the first theta is drawn by another",
        instead(("initialize_parameters(sizes, rng)", "initialize_parameters(sizes, np.random.default_rng(0))")),
        argument="rng",
    ),
    promise(
        "train",
        "for every step the loss of its mini-batch",
        "one loss an epoch",
        result("(result[0], result[1][:: -(-len(y) // batch_size)])"),
    ),
    promise(
        "train",
        "theta, state = step(theta, gradient, state, eta)",
        "gradient gives that of theta, wherever it is asked for",
        instead(
            (
                STEP,
                "here = gradient_on(X_batch, y_batch, seen)(theta)\n"
                "            theta, state = step(theta, lambda _: here, state, eta)",
            )
        ),
    ),
    promise(
        "train",
        "Train a network on mini-batches",
        "every gradient is that of all examples",
        instead(
            (
                "return in_dtype_of_X(back_propagation(theta, h, a, y_hat, y_batch, relu_prime))",
                "h, a, y_hat = forward_propagation(theta, X, relu, softmax)\n"
                "            return in_dtype_of_X(back_propagation(theta, h, a, y_hat, y, relu_prime))",
            )
        ),
    ),
    promise("train", "Returns (theta, losses)", "theta alone", result("result[0]")),
    promise(
        "add_weight_decay",
        "they stay as they were",
        "grads holds the result",
        instead(("grad_W[k] + decay * W[k]", "np.add(grad_W[k], decay * W[k], out=grad_W[k])")),
        argument="grads",
    ),
    promise(
        "add_weight_decay",
        "stays as it was",
        "theta holds 0 afterwards",
        result("[w.fill(0) for part in theta for w in part[1:]] and result"),
        argument="theta",
    ),
    promise(
        "add_weight_decay",
        "λ, a number from 0",
        "decay is not used: always 0.1",
        first("decay = 0.1"),
        argument="decay",
    ),
    promise(
        "add_weight_decay",
        "those of the biases are as before",
        "the biases decay, too",
        instead(("list(grad_b)", "[None, *(grad_b[k] + decay * theta[1][k] for k in range(1, len(W)))]")),
    ),
    promise("add_weight_decay", "Returns Parameters(W, b)", "the weights alone", result("result.W")),
    promise(
        "confusion_matrix",
        "the predicted class is that of the largest",
        "that of the smallest",
        instead(("y_hat.argmax(axis=0)", "y_hat.argmin(axis=0)")),
        argument="y_hat",
    ),
    promise("confusion_matrix", "the true classes", "y is not used", first("y = y_hat.argmax(axis=0)"), argument="y"),
    promise(
        "confusion_matrix",
        "the number of classes",
        "k is not used: as many classes as occur",
        first("k = int(max(y.max(), y_hat.argmax(axis=0).max())) + 1"),
        argument="k",
    ),
    promise(
        "confusion_matrix",
        "NumPy adds only once",
        "a cell that is named twice counts 1",
        instead(("np.add.at(counts, (y, y_hat.argmax(axis=0)), 1)", "counts[y, y_hat.argmax(axis=0)] += 1")),
    ),
    promise(
        "confusion_matrix",
        "counts that add up to m",
        "shares of each class",
        result("result / np.maximum(result.sum(axis=1, keepdims=True), 1)"),
    ),
    promise("confusion_matrix", "true class down, predicted class across", "the other way round", result("result.T")),
)
