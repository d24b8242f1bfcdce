# %% [markdown]
# # 2 · Outputs and losses

# %% locked="setup"
import numpy as np

from lab import check, draw, mine
from lab.parameters import Parameters

logistic, logistic_prime, tanh_prime, relu, relu_prime = mine.functions("01_activations")

# %% solution="softmax" exercise="2.1"
def softmax(a):
    """The softmax of every column: e^(a_j) / sum over i of e^(a_i).

    a: logits, shape (k, m): one column per example, entries from -1000 to 1000 and beyond. It stays as it is.
    Returns an array of shape (k, m), entries in [0, 1], each column adding up to 1.
    """
    ### BEGIN SOLUTION
    e = np.exp(a - np.max(a, axis=0, keepdims=True))  # the largest exponent of a column is 0
    return e / np.sum(e, axis=0, keepdims=True)
    ### END SOLUTION


# %% test="test_softmax" points=4
check.softmax(softmax)
### BEGIN HIDDEN TESTS
from autograder.hidden import outputs_and_losses as hidden
hidden.softmax(softmax)
### END HIDDEN TESTS

# %% test="test_softmax_stable" points=2
check.softmax_stable(softmax)
### BEGIN HIDDEN TESTS
from autograder.hidden import outputs_and_losses as hidden
hidden.softmax_stable(softmax)
### END HIDDEN TESTS

# %% solution="one_hot" exercise="2.2"
def one_hot(y, k):
    """e(y) for every label: a column of zeros with a single 1, in the row that the label names.

    y: labels, integers from 0 to k - 1, shape (m,). k: the number of classes.
    Returns an array of floats of shape (k, m).
    """
    ### BEGIN SOLUTION
    m = len(y)
    e = np.zeros((k, m))
    e[y, np.arange(m)] = 1  # column j, row y[j]
    return e
    ### END SOLUTION


# %% test="test_one_hot" points=2
check.one_hot(one_hot)
### BEGIN HIDDEN TESTS
from autograder.hidden import outputs_and_losses as hidden
hidden.one_hot(one_hot)
### END HIDDEN TESTS

# %% solution="cross_entropy" exercise="2.3"
def cross_entropy(y_hat, y):
    """The mean over the examples of -log(probability given to the true class), natural logarithm.

    y_hat: probabilities, shape (k, m), each column adding up to 1. y: labels, integers, shape (m,).
    Returns one number, at least 0. A probability of exactly 0 for a class that is not the true one does no harm.
    """
    ### BEGIN SOLUTION
    m = y_hat.shape[1]
    true_class = y_hat[y, np.arange(m)]  # only the true class's entry of each column matters
    return -np.mean(np.log(true_class))
    ### END SOLUTION


# %% test="test_cross_entropy" points=3
check.cross_entropy(cross_entropy)
### BEGIN HIDDEN TESTS
from autograder.hidden import outputs_and_losses as hidden
hidden.cross_entropy(cross_entropy)
### END HIDDEN TESTS

# %% test="test_cross_entropy_certain" points=1
check.cross_entropy_certain(cross_entropy)
### BEGIN HIDDEN TESTS
from autograder.hidden import outputs_and_losses as hidden
hidden.cross_entropy_certain(cross_entropy)
### END HIDDEN TESTS

# %% solution="squared_error" exercise="2.4"
def squared_error(y_hat, target):
    """The mean over the examples of half the squared distance, ½ ‖ŷ - target‖².

    y_hat and target: shape (k, m), one column per example. Returns one number, at least 0.
    """
    ### BEGIN SOLUTION
    return np.mean(np.sum((y_hat - target) ** 2, axis=0)) / 2
    ### END SOLUTION


# %% test="test_squared_error" points=3
check.squared_error(squared_error)
### BEGIN HIDDEN TESTS
from autograder.hidden import outputs_and_losses as hidden
hidden.squared_error(squared_error)
### END HIDDEN TESTS
