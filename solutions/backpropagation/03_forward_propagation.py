# %% [markdown]
# # 03 · Forward propagation

# %% locked="setup"
import numpy as np

from lab import check, draw, mine, recorded, worked
from lab.parameters import Parameters

logistic, logistic_prime, tanh_prime, relu, relu_prime = mine.functions("01_activations")
softmax, one_hot, cross_entropy, squared_error = mine.functions("02_outputs_and_losses")


# %% solution="initialize_parameters" exercise="3.1"
def initialize_parameters(sizes, rng):
    """theta_0: weights W_1 … W_L drawn at random, biases b_1 … b_L zero.

    sizes  [n_0, n_1, …, n_L]: the number of inputs, of units in each hidden layer, of outputs
    rng    a NumPy random Generator: draw from this one, so that the same seed gives the same network

    Each entry of W_k has mean 0 and a spread (standard deviation) of about 1/√n_{k-1}.
    Returns Parameters(W, b): W[k] is (n_k, n_{k-1}), b[k] is (n_k, 1), W[0] and b[0] are None.
    """
    ### BEGIN SOLUTION
    W, b = [None], [None]
    for k in range(1, len(sizes)):
        W.append(rng.standard_normal((sizes[k], sizes[k - 1])) / np.sqrt(sizes[k - 1]))
        b.append(np.zeros((sizes[k], 1)))
    return Parameters(W, b)
    ### END SOLUTION


# %% test="test_initialize_parameters" points=4
check.initialize_parameters(initialize_parameters)
### BEGIN HIDDEN TESTS
from autograder.hidden import forward_propagation as hidden

hidden.initialize_parameters(initialize_parameters)
### END HIDDEN TESTS


# %% solution="forward_propagation" exercise="3.2"
def forward_propagation(theta, X, g, O):
    """All that a network computes on its way from X to y_hat.

        for k = 1 … L-1:   a_k = b_k + W_k h_{k-1},   h_k = g(a_k)          (h_0 = X)
        a_L = b_L + W_L h_{L-1},   y_hat = O(a_L)

    theta  Parameters(W, b), W[k] (n_k, n_{k-1}), b[k] (n_k, 1), k = 1 … L; L is len(theta.W) - 1
    X      (n_0, m), an example a column
    g, O   functions: the activation of the hidden layers, and the output function

    Returns (h, a, y_hat): lists h[0] … h[L-1] and a[0] … a[L] with a[0] = None, h[k] and a[k] of shape (n_k, m),
    and y_hat of shape (n_L, m).
    """
    ### BEGIN SOLUTION
    W, b = theta
    L = len(W) - 1
    h, a = [X], [None]
    for k in range(1, L):
        a.append(b[k] + W[k] @ h[k - 1])
        h.append(g(a[k]))
    a.append(b[L] + W[L] @ h[L - 1])
    y_hat = O(a[L])
    return h, a, y_hat
    ### END SOLUTION


# %% test="test_forward_propagation" points=6
check.forward_propagation(forward_propagation)
### BEGIN HIDDEN TESTS
from autograder.hidden import forward_propagation as hidden

hidden.forward_propagation(forward_propagation)
### END HIDDEN TESTS

# %% test="test_forward_propagation_general" points=3
check.forward_propagation_general(forward_propagation)
### BEGIN HIDDEN TESTS
from autograder.hidden import forward_propagation as hidden

hidden.forward_propagation_general(forward_propagation)
### END HIDDEN TESTS
