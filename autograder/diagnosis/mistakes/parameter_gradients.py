"""Known mistakes in `parameter_gradients` (notebook 04)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "parameter_gradients",
    effect="both are sums over the batch",
    hint="With twice the batch your gradients are twice as large. The loss is a mean.",
    general="ratio_m",
    seen=17,
)
def parameter_gradients_summed(grad_a, h_below):
    return grad_a @ h_below.T, grad_a.sum(axis=1, keepdims=True)


@mistake(
    "parameter_gradients",
    effect="the weights' gradient is a sum, the biases' a mean",
    hint="One of the two is a mean over the batch. Is the other?",
    general="ratio_m",
    seen=17,
)
def parameter_gradients_weights_summed(grad_a, h_below):
    return grad_a @ h_below.T, grad_a.mean(axis=1, keepdims=True)


@mistake(
    "parameter_gradients",
    effect="the biases' gradient is a sum, the weights' a mean",
    hint="One of the two is a mean over the batch. Is the other?",
    general="ratio_m",
    seen=17,
)
def parameter_gradients_biases_summed(grad_a, h_below):
    m = grad_a.shape[1]
    return grad_a @ h_below.T / m, grad_a.sum(axis=1, keepdims=True)


@mistake(
    "parameter_gradients",
    effect="grad_W is transposed",
    hint="A gradient has the shape of its parameter. Which shape has W_k?",
    general="transposed",
    seen=29,
)
def parameter_gradients_transposed(grad_a, h_below):
    m = grad_a.shape[1]
    return h_below @ grad_a.T / m, grad_a.mean(axis=1, keepdims=True)


@mistake(
    "parameter_gradients",
    effect="grad_b still has a column for each example",
    hint="b_k is one column, whatever the batch. What has become of the examples?",
    general="not_summed",
    seen=30,
)
def parameter_gradients_bias_not_summed(grad_a, h_below):
    m = grad_a.shape[1]
    return grad_a @ h_below.T / m, grad_a / m


@mistake(
    "parameter_gradients",
    effect="grad_b is one number",
    hint="A sum without an axis adds up everything. How many biases has the layer?",
    general="summed_all",
    seen=31,
)
def parameter_gradients_bias_scalar(grad_a, h_below):
    m = grad_a.shape[1]
    return grad_a @ h_below.T / m, np.sum(grad_a) / m


@mistake(
    "parameter_gradients",
    effect="grad_b has the opposite sign",
    hint="The weights go downhill and the biases uphill. Compare their signs.",
    general="ratio_minus_1",
    seen=32,
)
def parameter_gradients_bias_negative(grad_a, h_below):
    m = grad_a.shape[1]
    return grad_a @ h_below.T / m, -grad_a.mean(axis=1, keepdims=True)


@mistake(
    "parameter_gradients",
    effect="grad_b is (n_k,)",
    hint="A mean over an axis drops it unless you ask to keep it. What is b_k's shape?",
    general="flat",
    seen=3,
)
def parameter_gradients_bias_flat(grad_a, h_below):
    m = grad_a.shape[1]
    return grad_a @ h_below.T / m, grad_a.mean(axis=1)


@mistake(
    "parameter_gradients",
    effect="grad_b is a row",
    hint="A gradient has the shape of its parameter. Which way does b_k lie?",
    general="transposed",
    seen=4,
)
def parameter_gradients_bias_row(grad_a, h_below):
    m = grad_a.shape[1]
    return grad_a @ h_below.T / m, grad_a.mean(axis=1, keepdims=True).T


@mistake(
    "parameter_gradients",
    effect="grad_b is 0",
    hint="Your biases will never learn. What is ∂a_k/∂b_k?",
    general="all_zero",
    seen=33,
)
def parameter_gradients_bias_forgotten(grad_a, h_below):
    m = grad_a.shape[1]
    return grad_a @ h_below.T / m, np.zeros((grad_a.shape[0], 1))


@mistake(
    "parameter_gradients",
    effect="both are divided by m twice",
    hint="The mean is taken once. Count the divisions.",
    general="ratio_1_over_m",
    seen=18,
)
def parameter_gradients_divided_twice(grad_a, h_below):
    m = grad_a.shape[1]
    return grad_a @ h_below.T / m / m, grad_a.mean(axis=1, keepdims=True) / m


@mistake(
    "parameter_gradients",
    effect="both are twice as large",
    hint="Where does the 2 come from?",
    general="ratio_2",
    seen=34,
)
def parameter_gradients_doubled(grad_a, h_below):
    m = grad_a.shape[1]
    return 2 * grad_a @ h_below.T / m, 2 * grad_a.mean(axis=1, keepdims=True)


@mistake(
    "parameter_gradients",
    effect="divided by 50, whatever the batch",
    hint="Divide by the size of the batch that you are given.",
    general="hard_coded_m",
    seen=37,
)
def parameter_gradients_for_batches_of_fifty(grad_a, h_below):
    return grad_a @ h_below.T / 50, grad_a.sum(axis=1, keepdims=True) / 50


@mistake(
    "parameter_gradients",
    effect="divided by n_k instead of m",
    hint="Examples are columns. Which entry of the shape counts them?",
    seen=17,
)
def parameter_gradients_divided_by_width(grad_a, h_below):
    n = grad_a.shape[0]
    return grad_a @ h_below.T / n, grad_a.sum(axis=1, keepdims=True) / n


@mistake(
    "parameter_gradients",
    effect="the first example only",
    hint="Change the second example: your gradients stay as they were.",
)
def parameter_gradients_of_the_first_example(grad_a, h_below):
    return np.outer(grad_a[:, 0], h_below[:, 0]), grad_a[:, :1].copy()


@mistake(
    "parameter_gradients",
    effect="the product of the means instead of the mean of the products",
    hint="The mean of products is not the product of means. Which comes first?",
)
def parameter_gradients_of_the_mean(grad_a, h_below):
    return np.outer(grad_a.mean(axis=1), h_below.mean(axis=1)), grad_a.mean(axis=1, keepdims=True)


@mistake(
    "parameter_gradients",
    effect="grad_b comes first",
    hint="Read the docstring's last line: in which order are they returned?",
    general="shape",
)
def parameter_gradients_swapped(grad_a, h_below):
    m = grad_a.shape[1]
    return grad_a.mean(axis=1, keepdims=True), grad_a @ h_below.T / m
