# %% [markdown]
# # 06 · Gradient descent

# %% locked="setup"
import numpy as np

from lab import check, draw, mine
from lab.parameters import Parameters
from lab.spiral import spiral

logistic, logistic_prime, tanh_prime, relu, relu_prime = mine.functions("01_activations")
softmax, one_hot, cross_entropy, squared_error = mine.functions("02_outputs_and_losses")
initialize_parameters, forward_propagation = mine.functions("03_forward_propagation")
output_gradient, parameter_gradients, hidden_gradient, preactivation_gradient, back_propagation = (
    mine.functions("04_back_propagation")
)
numerical_gradient, relative_error, check_gradients = mine.functions("05_gradient_checking")


# %% solution="update_parameters" exercise="6.1"
def update_parameters(theta, grads, eta):
    """One step downhill: θ_{t+1} = θ_t − η ∇θ_t, for every W_k and b_k.

    theta  Parameters(W, b); stays as it was
    grads  the gradients, of theta's structure
    eta    the learning rate η
    Returns new Parameters(W, b) of the same shapes, W[0] and b[0] None.
    """
    ### BEGIN SOLUTION
    W, b = theta
    grad_W, grad_b = grads
    new_W = [None] + [W[k] - eta * grad_W[k] for k in range(1, len(W))]
    new_b = [None] + [b[k] - eta * grad_b[k] for k in range(1, len(b))]
    return Parameters(new_W, new_b)
    ### END SOLUTION


# %% test="test_update_parameters" points=3
check.update_parameters(update_parameters)
### BEGIN HIDDEN TESTS
from autograder.hidden import gradient_descent as hidden

hidden.update_parameters(update_parameters)
### END HIDDEN TESTS


# %% solution="gradient_descent" exercise="6.2"
def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    """The lecture's algorithm, on all examples at once: softmax at the output, cross-entropy as the loss.

        t ← 0;  initialise θ_0
        while t++ < max_iterations:
            h, a, ŷ = forward_propagation(θ_t)
            ∇θ_t = back_propagation(h, a, ŷ)
            θ_{t+1} ← θ_t − η ∇θ_t

    X         (n_0, m), an example a column
    y         (m,), the true classes, integers from 0
    sizes     [n_0, n_1, …, n_L]
    eta       the learning rate η
    g, g_prime  the activation of the hidden layers, and its derivative
    rng       a NumPy random Generator for the initial parameters; None: a fresh one
    Returns (theta, losses): the parameters after the last step, and a list of max_iterations numbers, the loss of
    θ_0, θ_1, … : each of the parameters *before* that iteration's step.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
        t += 1
    return theta, losses
    ### END SOLUTION


# %% test="test_gradient_descent" points=5
check.gradient_descent(gradient_descent)
### BEGIN HIDDEN TESTS
from autograder.hidden import gradient_descent as hidden

hidden.gradient_descent(gradient_descent)
### END HIDDEN TESTS
