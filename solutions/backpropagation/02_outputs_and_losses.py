# %% [markdown]
# # 02 · Outputs and losses
#
# **Goals.** When you are done, you can
#
# 1. turn any logits into probabilities with softmax, for a whole batch, safely for logits of ±1000, and say why the
#    shift is allowed;
# 2. say what $e(y)$ is, and make it;
# 3. derive the cross-entropy from the question *how likely are these labels?*, compute it, and keep it clear of
#    $0 \cdot \log 0$;
# 4. say what the squared error is good for, and what it is not.
#
# **You need** notebook 01, and the logarithm's rules. **It takes** about 40 minutes. **15 points.**

# %% locked="setup"
from importlib.util import find_spec

import numpy as np

if find_spec("lab") is None:
    raise ModuleNotFoundError(
        "The folder lab is not beside this notebook: unpack the whole of backpropagation.zip, and open the notebook in "
        "the folder that it makes; in Colab, upload the zip as its README says."
    )

from lab import check, draw, mine
from lab.parameters import Parameters

### EARLIER FUNCTIONS

# %% [markdown]
# The last line of the lecture's `forward_propagation` is
#
# $$\hat y = f(x) = O(a_L).$$
#
# Hidden layers bend their pre-activations with $g$. The last layer is different: its $a_L$ is turned into the
# network's answer by an *output function* $O$, which depends on what is asked.
#
# | asked for | $O$ | loss |
# |---|---|---|
# | one of $k$ classes | softmax | cross-entropy |
# | any real numbers | $O(a) = a$, nothing to write | squared error |
#
# The loss $\mathcal{L}(\theta)$ then says in one number how bad the answers are. This notebook makes the four pieces:
# softmax, the labels as $e(y)$, and the two losses.
#
# ## Softmax
#
# To name one of $k$ classes, the network gives $k$ numbers $a_0 \dots a_{k-1}$, one for each class: the *logits* (the
# entries of $a_L$). Any real numbers can come out of $b_L + W_L h_{L-1}$. We want probabilities: positive, and adding
# up to 1, with a larger one for a larger logit. Make them positive with the exponential, then divide by their sum:
#
# $$\operatorname{softmax}(a)_j = \frac{e^{a_j}}{\sum_i e^{a_i}} .$$
#
# **By hand,** for $a = (2, 1, 0)$: the exponentials are $7.389,\; 2.718,\; 1$; their sum is $11.107$; so the answer
# is $(0.665,\; 0.245,\; 0.090)$.
#
# **What logits mean.** Divide two of the probabilities: $\hat y_i / \hat y_j = e^{a_i} / e^{a_j} = e^{a_i - a_j}$. A
# lead of 1 in the logits makes a class $e = 2.718$ times as likely as the other, wherever the two stand. Only
# differences count.
#
# **A batch** is a $(k, m)$ array, an example in each column. The sum runs *down* each column, over `axis=0`, and must
# not mix examples. It then has $m$ entries; with `keepdims=True` it keeps the shape $(1, m)$, so that it divides
# column by column.
#
# ### The shift
#
# Only differences count, so we may add the same constant $c$ to all logits of a column:
#
# $$\frac{e^{a_j + c}}{\sum_i e^{a_i + c}} = \frac{e^{c}\, e^{a_j}}{e^{c} \sum_i e^{a_i}}
# = \frac{e^{a_j}}{\sum_i e^{a_i}} .$$
#
# Now recall the rule of notebook 01: let only negative numbers, or 0, into an exponential. With $M = \max_i a_i$ and
# $c = -M$, the largest exponent is exactly 0, and all others are below. Nothing overflows; and the sum is at least
# $e^0 = 1$, so nothing is divided by 0. Each column has a maximum of its own.
#
# The same trick has a name of its own when the sum's logarithm is wanted, **log-sum-exp**:
#
# $$\log \sum_i e^{a_i} = M + \log \sum_i e^{a_i - M} .$$
#
# ### Exercise 2.1 · 6 points
#
# Write `softmax` (4 points for the values, 2 for logits of ±1000 without a warning). Leave `a` as it is: `a -= …`
# would change the caller's logits.


# %% solution="softmax" exercise="2.1"
def softmax(a):
    """The softmax of every column: e^(a_j) / sum over i of e^(a_i).

    a: logits, shape (k, m), an example in each column, entries from -1000 to 1000 and beyond; it stays as it is.
    Returns an array of shape (k, m), entries in [0, 1], each column adding up to 1.
    """
    ### BEGIN SOLUTION
    e = np.exp(a - np.max(a, axis=0, keepdims=True))  # the largest exponent of each column is 0
    return e / np.sum(e, axis=0, keepdims=True)
    ### END SOLUTION


# %% test="test_softmax" points=4
check.softmax(softmax)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import outputs_and_losses as hidden

hidden.softmax(softmax)
### END HIDDEN TESTS

# %% test="test_softmax_stable" points=2
check.softmax_stable(softmax)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import outputs_and_losses as hidden

hidden.softmax_stable(softmax)
### END HIDDEN TESTS

# %% [markdown]
# Watch the bars move. Above are three logits, below them your softmax. From left to right only the middle logit
# (hatched) rises, from −2 to 4. The other two logits stay, and yet their probabilities fall, because all share one
# sum. Their ratio stays at $e^2 : 1$.

# %% shows=true
draw.outputs.bars(softmax)

# %% [markdown]
# And this is what doesn't move them. Adding a constant to all logits changes nothing. *Multiplying* them does: it
# stretches the differences. Large logits make a confident network, small ones an undecided network. Change the
# logits, if you like.

# %% shows=true
draw.outputs.shift_and_scale(softmax, logits=[2.0, 1.0, 0.0])

# %% [markdown]
# For two classes softmax is an old friend. Take the logits $(a, 0)$:
#
# $$\operatorname{softmax}(a, 0)_0 = \frac{e^{a}}{e^{a} + 1} = \frac{1}{1 + e^{-a}},$$
#
# the logistic function. See for yourself, with your function from notebook 01:

# %% shows=true
logits = np.array([[-2.0, 0.5, 3.0], [0.0, 0.0, 0.0]])
print(softmax(logits)[0])
print(logistic(logits[0]))

# %% [markdown]
# ## The label as a vector: $e(y)$
#
# The true class of an example is a number, $y \in \{0, \dots, k-1\}$. Beside $\hat y$, a column of $k$ probabilities,
# we want it as a column, too: the one that puts all its probability on the true class. The lecture calls it $e(y)$,
# *a one-hot vector with the correct label set to 1*:
#
# $$e(y)_j = \begin{cases} 1 & j = y \\ 0 & \text{else} \end{cases}
# \qquad\text{for } k = 4:\quad e(2) = \begin{pmatrix} 0 \\ 0 \\ 1 \\ 0 \end{pmatrix}$$
#
# It stands in the first line of `back_propagation`, $\nabla_{a_L}\mathcal{L}(\theta) = -(e(y) - f(x))$: the
# difference of two such columns. For a batch, `y` holds $m$ integers, and $e(y)$ has shape $(k, m)$, an example in
# each column. Note that the number $k$ has to be given: the labels of a small batch may not include the last class.
#
# ### Exercise 2.2 · 2 points
#
# Write `one_hot`. NumPy can set one entry in every column at once: `e[rows, columns] = 1` with two arrays of $m$
# indices. A loop is right, too.


# %% solution="one_hot" exercise="2.2"
def one_hot(y, k):
    """e(y) for every label: a column of zeros with a single 1, in the row that the label names.

    y: labels, integers from 0 to k - 1, shape (m,). k: the number of classes.
    Returns an array of numbers (or of True and False), of shape (k, m).
    """
    ### BEGIN SOLUTION
    m = len(y)
    e = np.zeros((k, m))
    e[y, np.arange(m)] = 1  # in column j the row y[j]
    return e
    ### END SOLUTION


# %% test="test_one_hot" points=2
check.one_hot(one_hot)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import outputs_and_losses as hidden

hidden.one_hot(one_hot)
### END HIDDEN TESTS

# %% shows=true
draw.outputs.labels(one_hot, softmax)

# %% [markdown]
# Both pictures have a class in each row and an example in each column. The network's task is to make the right one
# look like the left one.
#
# ## Cross-entropy
#
# How good are the predictions $\hat y$ if the true classes are $y$? Ask: *how likely are these labels, if the network
# is right?*
#
# **One example.** The network gives the true class the probability $\hat y_y$ (entry number $y$ of the column
# $\hat y$). The larger, the better.
#
# **A batch.** The examples don't depend on each other, so the probability of all $m$ labels together is the product
# $\prod_{i=1}^{m} \hat y^{(i)}_{y^{(i)}}$, where $(i)$ numbers the examples. To make it as large as possible is to
# make its logarithm as large as possible, which turns the product into a sum. Put a minus in front, since a loss is
# made *small*, and divide by $m$, so that the loss doesn't grow with the batch:
#
# $$\mathcal{L}(\theta) = -\frac1m \sum_{i=1}^{m} \log \hat y^{(i)}_{y^{(i)}} .$$
#
# That is the **cross-entropy**, the mean over the examples, with the natural logarithm. (Another base would only
# multiply it by a constant; but then the gradient you derive in notebook 04 would be off by that constant, since it
# takes $\log' p = 1/p$.)
#
# **With $e(y)$.** Textbooks write the loss of one example as a sum over classes,
#
# $$-\sum_{j} e(y)_j \log \hat y_j \;=\; -\log \hat y_y,$$
#
# and $e(y)$ just picks the true class: all other terms are multiplied by 0.
#
# **By hand.** Two examples with three classes:
#
# $$\hat y = \begin{pmatrix} 0.7 & 0.1 \\ 0.2 & 0.6 \\ 0.1 & 0.3 \end{pmatrix}, \qquad y = (0,\; 2), \qquad
# \mathcal{L} = \tfrac12 \bigl(-\log 0.7 - \log 0.3\bigr) = \tfrac12 (0.357 + 1.204) = 0.780 .$$
#
# **Two numbers to remember.** A certain and right network has the loss $-\log 1 = 0$. One that knows nothing, and
# gives each of $k$ classes $1/k$, has $\log k$: for ten classes 2.303. If your first training run doesn't start near
# that, something is wrong.
#
# ### $0 \cdot \log 0$
#
# When the network is certain, $\hat y = (1, 0, 0)$, and right, $y = 0$, the loss is 0. But the sum over classes meets
# $0 \cdot \log 0$, which on a computer is $0 \cdot (-\infty)$, *not a number*, and one `nan` spoils the whole mean.
# The term should count 0: it's a class that isn't the true one, and has no business in the loss. So **pick** the true
# class's probabilities first, and take the logarithm of these $m$ numbers only.
#
# And if the *true* class gets exactly 0? Then the network has called impossible what happened, and the loss is
# infinite. That is the honest answer; some people cut it off by adding something tiny inside the logarithm, and we
# accept that, too.
#
# ### Exercise 2.3 · 4 points
#
# Write `cross_entropy` (3 points for the values, 1 for certain predictions).


# %% solution="cross_entropy" exercise="2.3"
def cross_entropy(y_hat, y):
    """The mean over the examples of -log(probability given to the true class), natural logarithm.

    y_hat: probabilities, shape (k, m), each column adding up to 1. y: labels, integers, shape (m,).
    Returns one number, at least 0. A probability of exactly 0 for a class that is not the true one does no harm.
    """
    ### BEGIN SOLUTION
    m = y_hat.shape[1]
    of_true_class = y_hat[y, np.arange(m)]  # one probability an example; the other classes don't enter
    return -np.mean(np.log(of_true_class))
    ### END SOLUTION


# %% test="test_cross_entropy" points=3
check.cross_entropy(cross_entropy)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import outputs_and_losses as hidden

hidden.cross_entropy(cross_entropy)
### END HIDDEN TESTS

# %% test="test_cross_entropy_certain" points=1
check.cross_entropy_certain(cross_entropy)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import outputs_and_losses as hidden

hidden.cross_entropy_certain(cross_entropy)
### END HIDDEN TESTS

# %% [markdown]
# The loss of one example, by your function. Halving the probability of the true class always costs the same,
# $\log 2 = 0.69$, and there is no upper end: being certain and wrong is expensive.

# %% shows=true
draw.outputs.surprise(cross_entropy)

# %% [markdown]
# ## Squared error
#
# When a network is to predict *numbers* (a price, a temperature, the brightness of a pixel), there is no class to
# name. The output function is $O(a) = a$, the target is a column $t$ of real numbers, and the natural question is how
# far off the answer is:
#
# $$\mathcal{L}(\theta) = \frac1m \sum_{i=1}^{m} \tfrac12 \bigl\lVert \hat y^{(i)} - t^{(i)} \bigr\rVert^2,
# \qquad \lVert v \rVert^2 = \sum_j v_j^2 .$$
#
# It answers the same question as before, *how likely is this target, if the network is right?*, for targets that
# scatter around $\hat y$ in a bell curve of spread 1. Their density is a constant times
# $e^{-\frac12 \lVert \hat y - t \rVert^2}$, and its negative logarithm is $\tfrac12 \lVert \hat y - t \rVert^2$ plus
# a constant. The ½ makes the slope tidy: $\partial / \partial \hat y_j = \hat y_j - t_j$.
#
# **By hand:** for $\hat y = (0.7, 0.2, 0.1)$ and $t = (1, 0, 0)$, it is $\tfrac12 (0.09 + 0.04 + 0.01) = 0.07$.
#
# **A batch:** *sum* over the entries of a column, *mean* over the columns. The mean over all entries would be smaller
# by the factor $k$.
#
# ### Exercise 2.4 · 3 points
#
# Write `squared_error`.


# %% solution="squared_error" exercise="2.4"
def squared_error(y_hat, target):
    """The mean over the examples of half the squared distance, ½ ‖ŷ - target‖².

    y_hat and target: shape (k, m), an example in each column; they stay as they are.
    Returns one number, at least 0.
    """
    ### BEGIN SOLUTION
    return np.mean(np.sum((y_hat - target) ** 2, axis=0)) / 2
    ### END SOLUTION


# %% test="test_squared_error" points=3
check.squared_error(squared_error)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import outputs_and_losses as hidden

hidden.squared_error(squared_error)
### END HIDDEN TESTS

# %% [markdown]
# ### Why not for classes?
#
# Nothing forbids the squared error between $\hat y$ and $e(y)$. Compare the two losses on one example with two
# classes, as the logit of the true class moves and the other stays at 0. On the left are the losses, on the right
# their slopes, measured from your functions by rise over run.

# %% shows=true
draw.outputs.two_losses(softmax, one_hot, cross_entropy, squared_error)

# %% [markdown]
# Look at the shaded part, where the network is confident and wrong. The squared error levels off at 1, and its slope
# there is almost 0: the worst mistakes are hardly corrected. It is notebook 01 again: softmax is flat out there, as
# the logistic function is, and the squared error passes that flatness on. The logarithm undoes the exponential, so
# the cross-entropy keeps a slope of nearly −1: the slope is $\hat y_y - 1$, as you will derive in notebook 04. So:
# **cross-entropy for classes, squared error for numbers.**
#
# ## What you have now
#
# 1. A `softmax` that works on every column by itself and never overflows, because moving all logits by the same
#    amount changes nothing.
# 2. `one_hot`, which writes $e(y)$: probability 1 for the true class.
# 3. `cross_entropy`, the mean of $-\log$ of what the true class was given; 0 for certain and right, $\log k$ for a
#    network that knows nothing; no $0 \cdot \log 0$, because only the true class enters.
# 4. `squared_error` for real-valued targets, and the reason why it learns slowly from confident mistakes about
#    classes.
#
# Save this notebook. **Next:** `03_forward_propagation` puts $g$ and $O$ to work.

# %% [markdown]
# **To hand in**, now or when all seven notebooks are done: save, then run this. It decides no marks.

# %% shows=true
from lab import hand_in

hand_in()
