# %% [markdown]
# # Epilogue · Nobody writes it by hand
#
# In notebook 4 you derived a backward pass for one kind of network. Change the network, and you derive again. So why
# does nobody do that any more? Because what you did can be done once, for each *operation*, and a program puts the
# pieces together. It is called **reverse-mode differentiation**, and it is what PyTorch, JAX and TensorFlow do.
#
# Nothing here is graded, and nothing else needs it. **You need** notebooks 1 to 4. **Time:** about 20 minutes.

# %% locked="setup"
from importlib.util import find_spec

import numpy as np

if find_spec("lab") is None:
    raise ModuleNotFoundError(
        "The folder lab is not beside this notebook: unpack the whole of backpropagation.zip, and open the notebook in "
        "the folder that it makes; in Colab, upload the zip as its README says."
    )

from lab import mine

softmax, one_hot, cross_entropy = mine.functions("02_outputs_and_losses")[:3]
initialize_parameters, forward_propagation = mine.functions("03_forward_propagation")
back_propagation = mine.functions("04_back_propagation")[-1]
tanh_prime = mine.functions("01_activations")[2]

# %% [markdown]
# ## A tape
#
# A program, whatever it computes, is a list of small operations, one after the other. Write the list down while it
# runs: for each operation its result, what it was made from, and how a gradient goes back through it. That list is the
# **tape**. To get all gradients, play it backwards once.
#
# A `Node` is one line of the tape. `back` is a function: from $\nabla$ of the node's value it makes $\nabla$ of each of
# the values that it was made from. If a value was used twice, two gradients come back to it, and they are **added**:
# the chain rule's sum over paths.


# %%
class Node:
    """One value on the tape: what it is, what it was made from, and how a gradient goes back."""

    def __init__(self, value, parents=(), back=None):
        self.value, self.parents, self.back = value, parents, back
        self.grad = np.zeros_like(value, dtype=float)


def play_backwards(last):
    """Give every node that `last` depends on its gradient: that of `last`, one number, with respect to it."""
    order, seen = [], set()

    def visit(node):
        if id(node) not in seen:
            seen.add(id(node))
            for parent in node.parents:
                visit(parent)
            order.append(node)

    visit(last)
    last.grad = np.ones_like(last.value, dtype=float)
    for node in reversed(order):
        if node.back:
            for parent, grad in zip(node.parents, node.back(node.grad), strict=True):
                parent.grad = parent.grad + grad


# %% [markdown]
# ## Four operations
#
# A network with softmax and cross-entropy needs four. The forward lines are here. The backward lines are yours: you
# have derived them all.
#
# ### Exercise E.1 · the product $A B$
#
# From $\nabla_C$ of $C = AB$ to $\nabla_A$ and $\nabla_B$. (In notebook 4, $A$ was a weight matrix and $B$ an
# activation: you had one of the two in 4.2, the other in 4.3.)


# %% solution="product_back" exercise="E.1"
def product_back(grad, A, B):
    """∇_A and ∇_B, from ∇ of A @ B. grad: the shape of A @ B."""
    ### BEGIN SOLUTION
    return grad @ B.T, A.T @ grad
    ### END SOLUTION


# %% [markdown]
# ### Exercise E.2 · the sum $b + A$
#
# $b$ is a column, and is added to each column of $A$.


# %% solution="sum_back" exercise="E.2"
def sum_back(grad):
    """∇_b, of shape (n, 1), and ∇_A, of shape (n, m), from ∇ of b + A."""
    ### BEGIN SOLUTION
    return grad.sum(axis=1, keepdims=True), grad
    ### END SOLUTION


# %% [markdown]
# ### Exercise E.3 · tanh
#
# Your `tanh_prime` of notebook 1 is the rest of it.


# %% solution="tanh_back" exercise="E.3"
def tanh_back(grad, a):
    """∇_a, alone in a tuple, from ∇ of tanh(a)."""
    ### BEGIN SOLUTION
    return (grad * tanh_prime(a),)
    ### END SOLUTION


# %% [markdown]
# ### Exercise E.4 · the loss
#
# Softmax and cross-entropy as one operation, from the logits $a_L$ to one number, the mean over the batch. What comes
# from above is one number, too.


# %% solution="loss_back" exercise="E.4"
def loss_back(grad, a, y):
    """∇_a, alone in a tuple, from ∇ of the mean cross-entropy of softmax(a), which is one number."""
    ### BEGIN SOLUTION
    return (grad * (softmax(a) - one_hot(y, len(a))) / len(y),)
    ### END SOLUTION


# %% [markdown]
# ## Any network at all
#
# Now write the forward pass with these operations, as you would without any gradient in mind.


# %%
def product(A, B):
    """A @ B, on the tape."""
    return Node(A.value @ B.value, (A, B), lambda grad: product_back(grad, A.value, B.value))


def plus(b, A):
    """The column b added to each column of A, on the tape."""
    return Node(b.value + A.value, (b, A), sum_back)


def tanh(a):
    """tanh(a), on the tape."""
    return Node(np.tanh(a.value), (a,), lambda grad: tanh_back(grad, a.value))


def loss_of(a, y):
    """The mean cross-entropy of softmax(a), on the tape."""
    return Node(np.asarray(cross_entropy(softmax(a.value), y)), (a,), lambda grad: loss_back(grad, a.value, y))


# %% [markdown]
# ## To the last digit
#
# The same network, the same batch: on the one side notebook 4, on the other the tape, which has never heard of layers.
# There are 8 examples, and that is no accident. A mean over $m$ examples can be taken early or late, and the two
# differ in the last digit, unless dividing by $m$ rounds nothing: for a power of 2 it never does.

# %%
rng = np.random.default_rng(0)
theta, X, y = initialize_parameters([4, 6, 5, 3], rng), rng.standard_normal((4, 8)), rng.integers(3, size=8)
h, a, y_hat = forward_propagation(theta, X, np.tanh, softmax)
by_hand = back_propagation(theta, h, a, y_hat, y, tanh_prime)

W, b = ([None, *(Node(tensor) for tensor in part[1:])] for part in theta)
signal = Node(X)
for k in range(1, 4):
    signal = plus(b[k], product(W[k], signal))
    signal = tanh(signal) if k < 3 else signal
play_backwards(loss_of(signal, y))

for name, tape, hand in (("W", W, by_hand[0]), ("b", b, by_hand[1])):
    for k in range(1, 4):
        print(f"∇_{name}_{k}: the largest difference is {np.max(np.abs(tape[k].grad - hand[k]))}")

# %% [markdown]
# If you see 1e-17 somewhere, your notebook 4 takes a sum in another order. That is all that can differ.
#
# What has become of `back_propagation`? It is gone. Its loop over the layers was the tape, its four formulas are the
# four backward lines, and $\nabla_{a_k}$ for $k = L \dots 1$ is what passes by. Add a skip connection, use a weight
# matrix twice, stop half-way: the tape doesn't mind.
#
# ## The same in PyTorch
#
# Where it is installed. It isn't needed for anything here.

# %%
if find_spec("torch") is None:
    print("PyTorch is not installed here: this cell has nothing to compare with.")
else:
    import torch

    W_t, b_t = ([torch.tensor(tensor, requires_grad=True) for tensor in part[1:]] for part in theta)
    signal = torch.tensor(X)
    for k in range(3):
        signal = b_t[k] + W_t[k] @ signal
        signal = torch.tanh(signal) if k < 2 else signal
    torch.nn.functional.cross_entropy(signal.T, torch.tensor(y)).backward()
    for k in range(3):
        print(f"∇_W_{k + 1}: PyTorch differs by {np.max(np.abs(W_t[k].grad.numpy() - by_hand[0][k + 1]))}")

# %% [markdown]
# You know now what `loss.backward()` does. You have written it.
