# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # 7 · Fashion-MNIST

# %% locked="setup"
import numpy as np

from lab import check, data, draw, mine
from lab.parameters import Parameters

logistic, logistic_prime, tanh_prime, relu, relu_prime = mine.functions("01_activations")
softmax, one_hot, cross_entropy, squared_error = mine.functions("02_outputs_and_losses")
initialize_parameters, forward_propagation = mine.functions("03_forward_propagation")
output_gradient, parameter_gradients, hidden_gradient, preactivation_gradient, back_propagation = mine.functions(
    "04_back_propagation"
)
numerical_gradient, relative_error, check_gradients = mine.functions("05_gradient_checking")
update_parameters, gradient_descent = mine.functions("06_gradient_descent")

# %% locked="images"
X_train, y_train, X_test, y_test, names = data.fashion_mnist()

# %% solution="minibatches" exercise="7.1"
def minibatches(X, y, batch_size, rng):
    """Cut the examples into mini-batches, in an order drawn from `rng`.

    X: (n_0, N), one example a column; y: (N,) labels. Gives (X_batch, y_batch) one after the other: every example
    exactly once, `batch_size` at a time; the last mini-batch holds what remains. X and y stay as they were.
    """
    ### BEGIN SOLUTION
    order = rng.permutation(X.shape[1])
    for start in range(0, len(order), batch_size):
        chosen = order[start : start + batch_size]
        yield X[:, chosen], y[chosen]
    ### END SOLUTION

# %% test="test_minibatches" points=2
check.minibatches(minibatches)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden
hidden.minibatches(minibatches)
### END HIDDEN TESTS

# %% locked="gd_step"
def gd_step(theta, gradient, state, eta):
    """One step of plain gradient descent: theta − η∇θ. It remembers nothing, so `state` stays None."""
    return update_parameters(theta, gradient(theta), eta), state

# %% solution="momentum_step" exercise="7.2"
from lab.optimizers import each


def momentum_step(theta, gradient, state, eta, beta=0.9):
    """One step of gradient descent with momentum: u ← βu + η∇θ, then θ ← θ − u.

    `gradient(theta)` gives ∇θ on the current mini-batch. `state` is None at the first step (u = 0); afterwards it
    is what this function gave back. Returns (theta, state), both new.
    """
    ### BEGIN SOLUTION
    grads = gradient(theta)
    u = each(np.zeros_like, theta) if state is None else state
    u = each(lambda u, g: beta * u + eta * g, u, grads)
    return each(lambda w, u: w - u, theta, u), u
    ### END SOLUTION

# %% test="test_momentum_step" points=1
check.momentum_step(momentum_step)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden
hidden.momentum_step(momentum_step)
### END HIDDEN TESTS

# %% solution="nesterov_step" exercise="7.3"
from lab.optimizers import each


def nesterov_step(theta, gradient, state, eta, beta=0.9):
    """One step of Nesterov's accelerated gradient: u ← βu + η∇(θ − βu), then θ ← θ − u.

    As `momentum_step`, but the gradient is taken where the momentum alone would carry θ.
    """
    ### BEGIN SOLUTION
    u = each(np.zeros_like, theta) if state is None else state
    grads = gradient(each(lambda w, u: w - beta * u, theta, u))
    u = each(lambda u, g: beta * u + eta * g, u, grads)
    return each(lambda w, u: w - u, theta, u), u
    ### END SOLUTION

# %% test="test_nesterov_step" points=1
check.nesterov_step(nesterov_step)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden
hidden.nesterov_step(nesterov_step)
### END HIDDEN TESTS

# %% solution="adam_step" exercise="7.4"
from lab.optimizers import each


def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """One step of Adam, elementwise, with t = 1 at the first step.

    m ← β₁m + (1 − β₁)∇θ,  v ← β₂v + (1 − β₂)∇θ²,
    m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ),  θ ← θ − η m̂ / (√v̂ + ε)
    """
    ### BEGIN SOLUTION
    grads = gradient(theta)
    m, v, t = (each(np.zeros_like, theta), each(np.zeros_like, theta), 0) if state is None else state
    t = t + 1
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, grads)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g**2, v, grads)

    def update(w, m, v):
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        return w - eta * m_hat / (np.sqrt(v_hat) + epsilon)

    return each(update, theta, m, v), (m, v, t)
    ### END SOLUTION

# %% test="test_adam_step" points=2
check.adam_step(adam_step)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden
hidden.adam_step(adam_step)
### END HIDDEN TESTS

# %% solution="train" exercise="7.5"
from lab.optimizers import each


def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    """Train a network of these sizes, ReLU inside and softmax out, and give (theta, losses).

    Each of the `epochs` goes once through new mini-batches of all examples; each mini-batch is one call
    `theta, state = step(theta, gradient, state, eta)`. `losses`: for each step, the mean cross-entropy of its
    mini-batch. theta and its gradients have the dtype of X.
    """
    ### BEGIN SOLUTION
    def as_X(parameters):
        return each(lambda w: w.astype(X.dtype, copy=False), parameters)

    theta, state, losses = as_X(initialize_parameters(sizes, rng)), None, []
    for _ in range(epochs):
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            seen = []

            def gradient(theta, X_batch=X_batch, y_batch=y_batch, seen=seen):
                h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
                seen.append(cross_entropy(y_hat, y_batch))
                return as_X(back_propagation(theta, h, a, y_hat, y_batch, relu_prime))

            theta, state = step(theta, gradient, state, eta)
            losses.append(seen[0])
    return theta, losses
    ### END SOLUTION

# %% test="test_train" points=2
check.train(train)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden
hidden.train(train)
### END HIDDEN TESTS

# %% solution="trained" exercise="7.6" limit=120
# Give `trained` the parameters of a network that you have trained on X_train, y_train.
### BEGIN SOLUTION
trained, trained_losses = train(
    X_train, y_train, [784, 128, 10], adam_step, eta=0.001, epochs=5, batch_size=128, rng=np.random.default_rng(7)
)
### END SOLUTION

# %% test="test_trained" points=2
check.trained(trained)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden
hidden.trained(trained)
### END HIDDEN TESTS

# %% solution="confusion_matrix" exercise="7.7"
def confusion_matrix(y, y_hat, k):
    """Count what is taken for what: row = the true class, column = the class with the largest probability.

    y: (m,) labels, y_hat: (k, m) probabilities. Returns (k, k) integers that add up to m.
    """
    ### BEGIN SOLUTION
    counts = np.zeros((k, k), dtype=int)
    np.add.at(counts, (y, y_hat.argmax(axis=0)), 1)
    return counts
    ### END SOLUTION

# %% test="test_confusion_matrix" points=1
check.confusion_matrix(confusion_matrix)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden
hidden.confusion_matrix(confusion_matrix)
### END HIDDEN TESTS

# %% [markdown] manual="explain" points=3
# *Your answer here.*
