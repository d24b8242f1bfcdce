"""What notebook 04 promises of each step of the backward pass, and of the whole of it."""

from __future__ import annotations

from autograder.checks.promise import Promise, first, instead, promise, result

PROMISES: tuple[Promise, ...] = (
    promise("output_gradient", "not divided by m", "divided by m", result("result / len(y)")),
    promise(
        "output_gradient",
        "probabilities, 0 and 1 among them: the output of softmax",
        "ŷ is changed in place",
        instead(("grad_a = y_hat.copy()", "grad_a = y_hat")),
        argument="y_hat",
    ),
    promise(
        "output_gradient",
        "0 and 1 among them",
        "nan where ŷ is 0: it is divided by",
        result("np.where(y_hat > 0, result, np.nan)"),
        argument="y_hat",
    ),
    promise(
        "output_gradient",
        "the true classes, integers from 0",
        "classes count from 1",
        first("y = y - 1"),
        argument="y",
    ),
    promise("output_gradient", "Returns an array of shape (n_L, m)", "an example a row", result("result.T.copy()")),
    promise(
        "parameter_gradients",
        "∇_{a_k}, a column for each example",
        "the examples are averaged before the product",
        first("grad_a = np.repeat(grad_a.mean(axis=1, keepdims=True), grad_a.shape[1], axis=1)"),
        argument="grad_a",
    ),
    promise(
        "parameter_gradients",
        "(n_{k-1}, m), h_{k-1}",
        "h_{k-1} is not used but for its shape",
        first("h_below = np.ones_like(h_below)"),
        argument="h_below",
    ),
    promise(
        "parameter_gradients",
        "averaged over the batch",
        "∇_b is summed",
        instead(("keepdims=True) / m", "keepdims=True)")),
    ),
    promise(
        "parameter_gradients",
        "and (n_k, 1)",
        "∇_b is flat",
        instead(("axis=1, keepdims=True", "axis=1")),
    ),
    promise("hidden_gradient", "W_k", "W_k is turned round twice", first("W = np.flip(W)"), argument="W"),
    promise(
        "hidden_gradient",
        "a column for each example",
        "the examples are averaged",
        first("grad_a = np.repeat(grad_a.mean(axis=1, keepdims=True), grad_a.shape[1], axis=1)"),
        argument="grad_a",
    ),
    promise("hidden_gradient", "Returns an array of shape (n_{k-1}, m)", "an example a row", result("result.T.copy()")),
    promise(
        "preactivation_gradient",
        "∇_{h_k}, a column for each example",
        "only the sign of ∇_h is used",
        first("grad_h = np.sign(grad_h)"),
        argument="grad_h",
    ),
    promise(
        "preactivation_gradient",
        "the pre-activations a_k",
        "a is not used: g′ at ∇_h",
        first("a = grad_h"),
        argument="a",
    ),
    promise(
        "preactivation_gradient",
        "don't build ReLU in",
        "g_prime is not used: ReLU's slope always",
        first("g_prime = relu_prime"),
        argument="g_prime",
    ),
    promise(
        "preactivation_gradient", "Returns an array of shape (n_k, m)", "an example a row", result("result.T.copy()")
    ),
    promise(
        "back_propagation",
        "the gradient of the mean cross-entropy loss",
        "that of the sum",
        result("Parameters(*([None, *(t * len(y) for t in part[1:])] for part in result))"),
    ),
    promise(
        "back_propagation",
        "L is len(theta.W) - 1",
        "the weights of the layer below, turned round",
        instead(("hidden_gradient(W[k], grad_a)", "hidden_gradient(np.flip(W[k]), grad_a)")),
        argument="theta",
    ),
    promise(
        "back_propagation",
        "h, a, y_hat what forward_propagation(theta, X, g, softmax) returned",
        "h is taken one layer too high, where it fits",
        first("h = [h[0]] + [-x for x in h[1:]]"),
        argument="h",
    ),
    promise(
        "back_propagation",
        "h, a, y_hat what forward_propagation(theta, X, g, softmax) returned",
        "g′ at h",
        instead(("a[k - 1], g_prime", "h[k - 1], g_prime")),
        argument="a",
    ),
    promise(
        "back_propagation",
        "h, a, y_hat what forward_propagation(theta, X, g, softmax) returned",
        "ŷ is not used: equal probabilities",
        first("y_hat = np.full(y_hat.shape, 1 / len(y_hat))"),
        argument="y_hat",
    ),
    promise(
        "back_propagation",
        "(m,), the true classes",
        "y is not used: the likeliest classes",
        first("y = y_hat.argmin(axis=0)"),
        argument="y",
    ),
    promise(
        "back_propagation",
        "the derivative of the hidden layers' activation g",
        "g_prime is not used: the logistic's slope always",
        first("g_prime = logistic_prime"),
        argument="g_prime",
    ),
    promise(
        "back_propagation",
        "index 0 None",
        "0 at index 0",
        result("Parameters([0, *result.W[1:]], [0, *result.b[1:]])"),
    ),
    promise(
        "back_propagation",
        "each tensor of the shape of its parameter",
        "flat biases",
        result("Parameters(result.W, [None, *(t.ravel() for t in result.b[1:])])"),
    ),
)
