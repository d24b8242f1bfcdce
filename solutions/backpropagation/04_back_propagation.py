# %% [markdown]
# # 04 · Back propagation

# %% locked="setup"
import numpy as np

from lab import check, draw, mine, recorded, worked
from lab.parameters import Parameters

logistic, logistic_prime, tanh_prime, relu, relu_prime = mine.functions("01_activations")
softmax, one_hot, cross_entropy, squared_error = mine.functions("02_outputs_and_losses")
initialize_parameters, forward_propagation = mine.functions("03_forward_propagation")


# %% solution="output_gradient" exercise="4.1"
def output_gradient(y_hat, y):
    """∇_{a_L} of each example's own loss: -(e(y) - ŷ), a column for each example, not divided by m.

    y_hat  (n_L, m), probabilities: the output of softmax
    y      (m,), the true classes, integers from 0
    Returns an array of shape (n_L, m).
    """
    ### BEGIN SOLUTION
    return -(one_hot(y, y_hat.shape[0]) - y_hat)
    ### END SOLUTION


# %% test="test_output_gradient" points=4
check.output_gradient(output_gradient)
### BEGIN HIDDEN TESTS
from autograder.hidden import back_propagation as hidden

hidden.output_gradient(output_gradient)
### END HIDDEN TESTS


# %% solution="parameter_gradients" exercise="4.2"
def parameter_gradients(grad_a, h_below):
    """∇_{W_k} and ∇_{b_k} of the mean loss: for each example ∇_{a_k} h_{k-1}ᵀ and ∇_{a_k}; then the mean over the batch.

    grad_a   (n_k, m), ∇_{a_k}, a column for each example
    h_below  (n_{k-1}, m), h_{k-1}
    Returns (grad_W, grad_b), of shapes (n_k, n_{k-1}) and (n_k, 1).
    """
    ### BEGIN SOLUTION
    m = grad_a.shape[1]
    grad_W = grad_a @ h_below.T / m
    grad_b = grad_a.mean(axis=1, keepdims=True)
    return grad_W, grad_b
    ### END SOLUTION


# %% test="test_parameter_gradients" points=6
check.parameter_gradients(parameter_gradients)
### BEGIN HIDDEN TESTS
from autograder.hidden import back_propagation as hidden

hidden.parameter_gradients(parameter_gradients)
### END HIDDEN TESTS


# %% solution="hidden_gradient" exercise="4.3"
def hidden_gradient(W, grad_a):
    """∇_{h_{k-1}} = W_kᵀ ∇_{a_k}: the gradient for the layer below.

    W       (n_k, n_{k-1}), W_k
    grad_a  (n_k, m), ∇_{a_k}, a column for each example
    Returns an array of shape (n_{k-1}, m).
    """
    ### BEGIN SOLUTION
    return W.T @ grad_a
    ### END SOLUTION


# %% test="test_hidden_gradient" points=4
check.hidden_gradient(hidden_gradient)
### BEGIN HIDDEN TESTS
from autograder.hidden import back_propagation as hidden

hidden.hidden_gradient(hidden_gradient)
### END HIDDEN TESTS


# %% solution="preactivation_gradient" exercise="4.4"
def preactivation_gradient(grad_h, a, g_prime):
    """∇_{a_k} = ∇_{h_k} ⊙ g′(a_k), entry by entry.

    grad_h   (n_k, m), ∇_{h_k}, a column for each example
    a        (n_k, m), the pre-activations a_k
    g_prime  the function g′
    Returns an array of shape (n_k, m).
    """
    ### BEGIN SOLUTION
    return grad_h * g_prime(a)
    ### END SOLUTION


# %% test="test_preactivation_gradient" points=4
check.preactivation_gradient(preactivation_gradient)
### BEGIN HIDDEN TESTS
from autograder.hidden import back_propagation as hidden

hidden.preactivation_gradient(preactivation_gradient)
### END HIDDEN TESTS


# %% solution="back_propagation" exercise="4.5"
def back_propagation(theta, h, a, y_hat, y, g_prime):
    """∇θ, the gradient of the mean cross-entropy loss with respect to every W_k and b_k.

    theta        Parameters(W, b), k = 1 … L; L is len(theta.W) - 1
    h, a, y_hat  what forward_propagation(theta, X, g, softmax) returned
    y            (m,), the true classes
    g_prime      the derivative of the hidden layers' activation g
    Returns Parameters(grad_W, grad_b), each tensor of the shape of its parameter, index 0 None.
    """
    ### BEGIN SOLUTION
    W, b = theta
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    grad_a = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(grad_a, h[k - 1])
        if k > 1:
            grad_h = hidden_gradient(W[k], grad_a)
            grad_a = preactivation_gradient(grad_h, a[k - 1], g_prime)
    return Parameters(grad_W, grad_b)
    ### END SOLUTION


# %% test="test_back_propagation" points=7
check.back_propagation(back_propagation)
### BEGIN HIDDEN TESTS
from autograder.hidden import back_propagation as hidden

hidden.back_propagation(back_propagation)
### END HIDDEN TESTS
