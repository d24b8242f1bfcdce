# %% [markdown]
# # 1 · Activations and their slopes

# %% locked="setup"
import numpy as np

from lab import check, draw
from lab.parameters import Parameters

# %% solution="logistic" exercise="1.1"
def logistic(a):
    """The logistic function, 1 / (1 + e^(-a)), of every entry of a.

    a: array of any shape, entries from -1000 to 1000 and beyond. Returns an array of the same shape, entries in [0, 1].
    """
    ### BEGIN SOLUTION
    z = np.exp(-np.abs(a))  # the exponent is never positive, so e^… never overflows
    return np.where(np.asarray(a) >= 0, 1, z) / (1 + z)
    ### END SOLUTION


# %% test="test_logistic" points=2
check.logistic(logistic)
### BEGIN HIDDEN TESTS
from autograder.hidden import activations as hidden
hidden.logistic(logistic)
### END HIDDEN TESTS

# %% test="test_logistic_stable" points=1
check.logistic_stable(logistic)
### BEGIN HIDDEN TESTS
from autograder.hidden import activations as hidden
hidden.logistic_stable(logistic)
### END HIDDEN TESTS

# %% solution="logistic_prime" exercise="1.2"
def logistic_prime(a):
    """The slope of the logistic function at every entry of a: g'(a) = g(a) (1 - g(a)).

    a: pre-activations (not activations), an array of any shape. Returns an array of the same shape, entries in [0, 1/4].
    """
    ### BEGIN SOLUTION
    h = logistic(a)
    return h * (1 - h)
    ### END SOLUTION


# %% test="test_logistic_prime" points=2
check.logistic_prime(logistic_prime)
### BEGIN HIDDEN TESTS
from autograder.hidden import activations as hidden
hidden.logistic_prime(logistic_prime)
### END HIDDEN TESTS

# %% solution="tanh_prime" exercise="1.3"
def tanh_prime(a):
    """The slope of tanh at every entry of a: g'(a) = 1 - tanh(a)^2.

    a: pre-activations, an array of any shape. Returns an array of the same shape, entries in [0, 1].
    """
    ### BEGIN SOLUTION
    return 1 - np.tanh(a) ** 2
    ### END SOLUTION


# %% test="test_tanh_prime" points=2
check.tanh_prime(tanh_prime)
### BEGIN HIDDEN TESTS
from autograder.hidden import activations as hidden
hidden.tanh_prime(tanh_prime)
### END HIDDEN TESTS

# %% solution="relu" exercise="1.4"
def relu(a):
    """The rectified linear unit, max(0, a), of every entry of a.

    a: array of any shape, which stays as it is. Returns a new array of the same shape.
    """
    ### BEGIN SOLUTION
    return np.maximum(0, a)
    ### END SOLUTION


# %% test="test_relu" points=1
check.relu(relu)
### BEGIN HIDDEN TESTS
from autograder.hidden import activations as hidden
hidden.relu(relu)
### END HIDDEN TESTS

# %% solution="relu_prime" exercise="1.5"
def relu_prime(a):
    """The slope of relu at every entry of a: 1 where a > 0, 0 where a < 0; at the kink any value from 0 to 1.

    a: pre-activations, an array of any shape, which stays as it is. Returns a new array of the same shape.
    """
    ### BEGIN SOLUTION
    return np.heaviside(a, 0)  # a step from 0 to 1; the second argument is its value at 0
    ### END SOLUTION


# %% test="test_relu_prime" points=2
check.relu_prime(relu_prime)
### BEGIN HIDDEN TESTS
from autograder.hidden import activations as hidden
hidden.relu_prime(relu_prime)
### END HIDDEN TESTS
