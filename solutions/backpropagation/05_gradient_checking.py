# %% [markdown]
# # 05 · Gradient checking

# %% locked="setup"
import numpy as np

from lab import check, draw, mine
from lab.parameters import Parameters
from lab.suspects import lineup

logistic, logistic_prime, tanh_prime, relu, relu_prime = mine.functions("01_activations")
softmax, one_hot, cross_entropy, squared_error = mine.functions("02_outputs_and_losses")
initialize_parameters, forward_propagation = mine.functions("03_forward_propagation")
output_gradient, parameter_gradients, hidden_gradient, preactivation_gradient, back_propagation = (
    mine.functions("04_back_propagation")
)


# %% solution="numerical_gradient" exercise="5.1"
def numerical_gradient(f, x, epsilon=1e-5):
    """The gradient of f at x by central differences, an entry at a time:

        ∂f/∂x_i  ≈  ( f(x + ε e_i) − f(x − ε e_i) ) / 2ε        e_i: 1 at entry i, 0 elsewhere

    f        a function of an array like x that returns one number
    x        an array of any shape (also of integers, also a single number); stays as it was
    epsilon  the step ε
    Returns a float64 array of x's shape.
    """
    ### BEGIN SOLUTION
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient
    ### END SOLUTION


# %% test="test_numerical_gradient" points=4
check.numerical_gradient(numerical_gradient)
### BEGIN HIDDEN TESTS
from autograder.hidden import gradient_checking as hidden

hidden.numerical_gradient(numerical_gradient)
### END HIDDEN TESTS


# %% solution="relative_error" exercise="5.2"
def relative_error(analytic, numeric):
    """How far two gradients are apart, measured by their own size: the largest, over the entries, of

        |a − n| / max(|a|, |n|)            and 0 for an entry where a and n are both 0

    analytic, numeric  arrays of one shape (or single numbers)
    Returns one number: 0 for equal arrays, at most 2.
    """
    ### BEGIN SOLUTION
    a, n = np.asarray(analytic, dtype=np.float64), np.asarray(numeric, dtype=np.float64)
    scale = np.maximum(np.abs(a), np.abs(n))
    both_zero = scale == 0
    return float(np.max(np.abs(a - n) / np.where(both_zero, 1.0, scale), initial=0.0))
    ### END SOLUTION


# %% test="test_relative_error" points=3
check.relative_error(relative_error)
### BEGIN HIDDEN TESTS
from autograder.hidden import gradient_checking as hidden

hidden.relative_error(relative_error)
### END HIDDEN TESTS


# %% solution="check_gradients" exercise="5.3"
def check_gradients(loss, theta, grads):
    """The relative error of every tensor of `grads`, each by itself.

    loss   a function: loss(theta) is one number
    theta  Parameters(W, b), where the gradients were taken; stays as it was
    grads  the gradients to be judged, of theta's structure
    Returns Parameters(W, b) of numbers: W[k] is the relative error of grads.W[k] against the numerical gradient of
    loss with respect to W_k, b[k] the same for b_k; W[0] and b[0] are None.
    """
    ### BEGIN SOLUTION
    errors = Parameters([None], [None])
    for part in (0, 1):  # the weights, then the biases
        for k in range(1, len(theta[part])):

            def loss_of_one(tensor, part=part, k=k):
                moved = Parameters(list(theta[0]), list(theta[1]))
                moved[part][k] = tensor
                return loss(moved)

            numeric = numerical_gradient(loss_of_one, theta[part][k])
            errors[part].append(relative_error(grads[part][k], numeric))
    return errors
    ### END SOLUTION


# %% test="test_check_gradients" points=3
check.check_gradients(check_gradients)
### BEGIN HIDDEN TESTS
from autograder.hidden import gradient_checking as hidden

hidden.check_gradients(check_gradients)
### END HIDDEN TESTS

# %% solution="suspects" exercise="5.4"
suspects = {
    "ash": ...,
}
### BEGIN SOLUTION
suspects = {
    "ash": None,
    "birch": 12,
    "cedar": None,
    "elm": 9,
    "fir": 10,
    "hazel": 10,
    "larch": 11,
    "maple": 5,
    "oak": 8,
    "pine": None,
}
### END SOLUTION

# %% test="test_suspects" points=5
check.suspects(suspects)
### BEGIN HIDDEN TESTS
from autograder.hidden import gradient_checking as hidden

hidden.suspects(suspects)
### END HIDDEN TESTS
