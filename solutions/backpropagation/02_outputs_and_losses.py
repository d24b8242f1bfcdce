# %% [markdown]
# # 2 · Outputs and losses
#
# The last layer of a network gives an answer, and a *loss* says in one number how bad that answer is. Here you write
# both ends of that sentence.
#
# **When you are done, you can**
#
# 1. turn any logits into probabilities with softmax, for a whole batch, safely for logits of ±1000, and say why the
#    shift is allowed;
# 2. say what $e(y)$ is, and make it;
# 3. derive the cross-entropy from the question *how likely are these labels?*, compute it, and keep it clear of
#    $0 \cdot \ln 0$;
# 4. say what the squared error is good for, and what it is not.
#
# **You need** notebook 1, and the rules of the logarithm. **Time:** about 40 minutes.
#
# ### EXERCISES
#
# ### SYMBOLS

# %% locked="setup"
from importlib.util import find_spec

import numpy as np

if find_spec("lab") is None:
    raise ModuleNotFoundError(
        "The folder lab is not beside this notebook: unpack the whole of backpropagation.zip, and open the notebook in "
        "the folder that it makes; in Colab, upload the zip as its README says."
    )

from lab import ask, check, draw, mine
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
# | one of $n_L$ classes | softmax | cross-entropy |
# | any real numbers | $O(a) = a$, nothing to write | squared error |
#
# The loss $\mathscr{L}(\theta)$ then says in one number how bad the answers are. This notebook makes the four pieces:
# softmax, the labels as $e(y)$, and the two losses.
#
# ## Softmax
#
# To name one of $n_L$ classes, the network gives $n_L$ numbers, one for each class: the *logits*, which are the entries
# of $a_L$. Write $a$ for $a_L$ as long as no other layer is near. Any real numbers can come out of $b_L + W_L h_{L-1}$.
# We want probabilities: positive, and adding up to 1, with a larger one for a larger logit. Make them positive with the
# exponential, then divide by their sum: that is **softmax**.

# %% shows=true
ask.softmax_by_hand(...)

# %% [markdown]
# **What logits mean.** Divide one of the probabilities by another: the sum cancels, and
# $\hat y_i / \hat y_j = e^{a_i} / e^{a_j} = e^{a_i - a_j}$. A lead of 1 in the logits makes a class $e = 2.718$ times
# as likely as the other, wherever the two stand. Only differences count.
#
# **A batch** is an $(n_L, m)$ array, an example in each column. The sum runs *down* each column, over `axis=0`, and
# must not mix examples.

# %% shows=true
ask.shape_of_the_sums(...)

# %% [markdown]
# ### The shift
#
# Only differences count, so we may add the same constant $c$ to all logits of a column: every $e^{a_i + c}$ is
# $e^{c}\, e^{a_i}$, and the factor $e^c$ cancels in each fraction.
#
# Now recall the rule of notebook 1: let only negative numbers, or 0, into an exponential. Which $c$ makes the largest
# exponent of a column exactly 0? With that one nothing overflows; and the sum is at least $e^0 = 1$, so nothing is
# divided by 0. Each column has its own $c$.
#
# ### Exercise 2.1 · `softmax` · 3 + 2 points
#
# Write `softmax`. The second check gives it logits of ±1000, and it must answer without a warning. Leave `a` as it is:
# `a -= …` would change the caller's logits.


# %% solution="softmax" exercise="2.1"
def softmax(a):
    """The softmax of every column: probabilities in place of logits.

    a: logits, shape (n_L, m), an example in each column, entries from -1000 to 1000 and beyond; it stays as it is.
    Returns an array of shape (n_L, m), entries in [0, 1], each column adding up to 1.
    """
    ### BEGIN SOLUTION
    e = np.exp(a - np.max(a, axis=0, keepdims=True))  # the largest exponent of each column is 0
    return e / np.sum(e, axis=0, keepdims=True)
    ### END SOLUTION


# %% test="test_softmax" points=3
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
# **Result.**
#
# $$\boxed{\;\operatorname{softmax}(a)_j = \frac{e^{a_j}}{\sum_i e^{a_i}}\;}$$
#
# It is computed as $e^{a_j - M} / \sum_i e^{a_i - M}$, with $M$ for the largest logit of the column ($c = -M$).
#
# **By hand,** for $a = (2, 1, 0)$: the exponentials are $7.389,\; 2.718,\; 1$; their sum is $11.107$; so the answer
# is $(0.665,\; 0.245,\; 0.090)$.
#
# The same trick has a name of its own when the logarithm of the sum is wanted, **log-sum-exp**:
#
# $$\ln \sum_i e^{a_i} = M + \ln \sum_i e^{a_i - M} .$$
#
# Watch the bars move. Above are three logits, below them your softmax. From left to right only the middle logit rises,
# from −2 to 4; its bar has a dark edge. The other two logits stay, and yet their probabilities fall, because all share
# one sum. Their ratio stays at $e^2 : 1$.

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
# the logistic function. See for yourself, with your function from notebook 1:

# %% shows=true
logits = np.array([[-2.0, 0.5, 3.0], [0.0, 0.0, 0.0]])
print(softmax(logits)[0])
print(logistic(logits[0]))

# %% [markdown]
# ## The label as a vector: $e(y)$
#
# The true class of an example is a number, $y \in \{0, \dots, n_L - 1\}$. Beside $\hat y$, a column of $n_L$
# probabilities, we want it as a column, too: the one that gives the true class the probability 1. The lecture calls it
# $e(y)$, *a one-hot vector with the correct label set to 1*:
#
# $$e(y)_j = \begin{cases} 1 & j = y \\ 0 & \text{else} \end{cases}$$
#
# For $n_L = 4$ that is $e(2) = (0, 0, 1, 0)^\mathsf{T}$.
#
# It stands in the first line of `back_propagation`, $\nabla_{a_L}\mathscr{L}(\theta) = -(e(y) - f(x))$: the
# difference of two such columns. For a batch, `y` holds $m$ integers, and $e(y)$ has the shape $(n_L, m)$, an example
# in each column. The number of classes has to be given, for the labels of a small batch may not include the last
# class. The function calls it `k`.
#
# ### Exercise 2.2 · `one_hot` · 2 points
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
# $\prod_{s=1}^{m} \hat y^{(s)}_{y^{(s)}}$, where $(s)$ says of which example. To make it as large as possible is to
# make its logarithm as large as possible, which turns the product into a sum. Put a minus in front, since a loss is
# made *small*, and divide by $m$, so that the loss doesn't grow with the batch. That is the **cross-entropy**: the
# mean, over the examples, of what one example costs.
#
# Its logarithm is the natural one, $\ln$. Another base would multiply the loss by a constant; but then the gradient
# that you derive in notebook 4 would be off by that constant, since it takes $\ln' p = 1/p$.

# %% shows=true
ask.cross_entropy_by_hand(...)

# %% [markdown]
# **Two numbers to remember.** A certain and right network has the loss $-\ln 1 = 0$. One that knows nothing, and
# gives each of $n_L$ classes the same probability, has $\ln n_L$: for ten classes 2.303. If your first training run
# doesn't start near that, something is wrong.
#
# ### $0 \cdot \ln 0$
#
# Textbooks write the loss of one example as a sum over all classes, $-\sum_{j} e(y)_j \ln \hat y_j$, in which $e(y)$
# picks the true class: every other term is multiplied by 0. Now let the network be certain, $\hat y = (1, 0, 0)$, and
# right, $y = 0$. The loss is 0, but that sum meets $0 \cdot \ln 0$, which on a computer is $0 \cdot (-\infty)$, *not a
# number*, and one `nan` spoils the whole mean. So **pick** the probabilities of the true classes first, and take the
# logarithm of these $m$ numbers only.
#
# And if the *true* class gets exactly 0? Then the network has called impossible what happened, and the loss is
# infinite. That is the honest answer; some people cut it off by adding something tiny inside the logarithm, and we
# accept that, too.
#
# ### Exercise 2.3 · `cross_entropy` · 3 + 1 points
#
# Write `cross_entropy`. The second check is about predictions that are certain.


# %% solution="cross_entropy" exercise="2.3"
def cross_entropy(y_hat, y):
    """The cross-entropy of a batch: the mean over its examples, with the natural logarithm.

    y_hat: probabilities, shape (n_L, m), each column adding up to 1. y: labels, integers, shape (m,).
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
# **Result.**
#
# $$\boxed{\;\mathscr{L}(\theta) = -\frac1m \sum_{s=1}^{m} \ln \hat y^{(s)}_{y^{(s)}}\;}$$
#
# **By hand.** Two examples with three classes:
#
# $$\hat y = \begin{pmatrix} 0.7 & 0.1 \\ 0.2 & 0.6 \\ 0.1 & 0.3 \end{pmatrix}, \qquad y = (0,\; 2),$$
#
# $$\begin{aligned} \mathscr{L} &= \tfrac12 \bigl(-\ln 0.7 - \ln 0.3\bigr) \\
# &= \tfrac12 (0.357 + 1.204) = 0.780 . \end{aligned}$$
#
# The loss of one example, by your function. Halving the probability of the true class always costs the same,
# $\ln 2 = 0.69$, and there is no upper end: being certain and wrong is expensive.

# %% shows=true
draw.outputs.surprise(cross_entropy)

# %% [markdown]
# ## Squared error
#
# When a network is to predict *numbers* (a price, a temperature, the brightness of a pixel), there is no class to
# name. The output function is $O(a) = a$, the answer to hit is a column of real numbers, the *target*, and the natural
# question is how far off $\hat y$ is. Square the distance of each entry, add over the entries of an example, and halve:
#
# $$\begin{aligned} \mathscr{L}^{(s)} &= \tfrac12 \sum_j \bigl(\hat y_j^{(s)} - \text{target}_j^{(s)}\bigr)^2 \\
# &= \tfrac12 \bigl\lVert \hat y^{(s)} - \text{target}^{(s)} \bigr\rVert^2 . \end{aligned}$$
#
# It answers the same question as before, *how likely is this target, if the network is right?*, for targets that
# scatter around $\hat y$ in a bell curve of spread 1: their density is a constant times $e^{-\mathscr{L}^{(s)}}$. The ½
# makes the slope tidy: $\partial \mathscr{L}^{(s)} / \partial \hat y_j = \hat y_j - \text{target}_j$.
#
# **By hand:** for $\hat y = (0.7, 0.2, 0.1)$ and the target $(1, 0, 0)$, it is $\tfrac12 (0.09 + 0.04 + 0.01) = 0.07$.
#
# **A batch:** the mean over the examples, as before.

# %% shows=true
ask.squared_error_by_hand(...)

# %% [markdown]
# ### Exercise 2.4 · `squared_error` · 2 points
#
# Write `squared_error`.


# %% solution="squared_error" exercise="2.4"
def squared_error(y_hat, target):
    """The squared error of a batch: half the squared distance from the target, its mean over the examples.

    y_hat and target: shape (n_L, m), an example in each column; they stay as they are.
    Returns one number, at least 0.
    """
    ### BEGIN SOLUTION
    return np.mean(np.sum((y_hat - target) ** 2, axis=0)) / 2
    ### END SOLUTION


# %% test="test_squared_error" points=2
check.squared_error(squared_error)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import outputs_and_losses as hidden

hidden.squared_error(squared_error)
### END HIDDEN TESTS

# %% [markdown]
# **Result.**
#
# $$\boxed{\;\mathscr{L}(\theta) = \frac1m \sum_{s=1}^{m} \tfrac12
# \bigl\lVert \hat y^{(s)} - \text{target}^{(s)} \bigr\rVert^2\;}$$
#
# A *sum* over the entries of a column, a *mean* over the columns. The mean over all entries would be smaller by the
# factor $n_L$.
#
# ### Why not for classes?
#
# Nothing forbids the squared error between $\hat y$ and $e(y)$. Compare the two losses on one example with two
# classes, as the logit of the true class moves and the other stays at 0. On the left are the losses, on the right
# their slopes, measured from your functions by rise over run.

# %% shows=true
draw.outputs.two_losses(softmax, one_hot, cross_entropy, squared_error)

# %% [markdown]
# Look at the shaded part, where the network is confident and wrong. The squared error levels off at 1, and its slope
# there is almost 0: the worst mistakes are hardly corrected. It is notebook 1 again: softmax is flat out there, as
# the logistic function is, and the squared error passes that flatness on. The logarithm undoes the exponential, so
# the cross-entropy keeps a slope of nearly −1: the slope is $\hat y_y - 1$, as you will derive in notebook 4. So:
# **cross-entropy for classes, squared error for numbers.**
#
# ## What you have now
#
# 1. A `softmax` that works on every column by itself and never overflows, because moving all logits by the same
#    amount changes nothing.
# 2. `one_hot`, which writes $e(y)$: probability 1 for the true class.
# 3. `cross_entropy`, the mean of $-\ln$ of what the true class was given; 0 for certain and right, $\ln n_L$ for a
#    network that knows nothing; no $0 \cdot \ln 0$, because only the true class enters.
# 4. `squared_error` for real-valued targets, and the reason why it learns slowly from confident mistakes about
#    classes.
#
# Save this notebook. **Next:** notebook 3 puts $g$ and $O$ to work.

# %% [markdown]
# **To hand in**, now or when all seven notebooks are done: save, then run this. It decides no marks.

# %% shows=true
from lab import hand_in

hand_in()
