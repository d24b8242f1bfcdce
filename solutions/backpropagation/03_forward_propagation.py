# %% [markdown]
# # 3 · Forward propagation
#
# A network answers a question by passing it from layer to layer. In this notebook you build that passage: first the
# parameters it runs on, then the passage itself. It is ten lines of code, and every one of them stands on a slide of
# the lecture; the work is in seeing the shapes.
#
# **When you are done, you can**
#
# 1. say what $W_k$, $b_k$, $a_k$ and $h_k$ are, and give the shape of each without looking it up;
# 2. start a network so that its hidden units differ, and so that its activations neither die out nor saturate;
# 3. run a whole batch through any network, of any depth, any activation, any output function.
#
# **You need** matrix products, notebook 1 (`relu`), notebook 2 (`softmax`). **Time:** about 60 minutes.
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

from lab import ask, check, draw, explore, mine, recorded, worked
from lab.parameters import Parameters

### EARLIER FUNCTIONS

# %% [markdown]
# ## One unit, one layer, one network
#
# A single unit does two things. It adds up its inputs, each with a weight of its own, on top of a bias; then it
# bends the sum with an activation function $g$. For unit $i$ of layer $k$, whose inputs are the activations
# $h_{k-1,1},\dots,h_{k-1,n_{k-1}}$ of the layer below:
#
# $$
# \begin{gathered}
# a_{k,i} \;=\; b_{k,i} + \sum_{j=1}^{n_{k-1}} W_{k,ij}\, h_{k-1,j}, \\
# h_{k,i} \;=\; g(a_{k,i}).
# \end{gathered}
# $$
#
# The sum $a_{k,i}$ is the **pre-activation**, $h_{k,i}$ the **activation**. Look at the indices of the weight: the
# *first* is the unit it leads to, the *second* the unit it comes from. That is why, when we stack all $n_k$ units
# of the layer, the weights become a matrix with a row for each unit and a column for each input, and the sum over
# $j$ becomes a matrix times a column:
#
# $$
# \begin{gathered}
# \underbrace{a_k}_{n_k\times 1} \;=\; \underbrace{b_k}_{n_k\times 1} + \underbrace{W_k}_{n_k\times n_{k-1}}\;
# \underbrace{h_{k-1}}_{n_{k-1}\times 1}, \\
# \underbrace{h_k}_{n_k\times 1} \;=\; g(a_k).
# \end{gathered}
# $$
#
# $g$ works on each entry by itself. A network is $L$ of these layers on top of each other, with two special cases
# at the ends: at the bottom $h_0$ is the input $x$; at the top the last layer does not use $g$ but an output
# function $O$ (for us, softmax), because its numbers have to be an answer. The whole passage, as the lecture writes
# it:
#
# > **Algorithm** forward_propagation($\theta$)<br>
# > for $k = 1$ to $L-1$ do<br>
# > &nbsp;&nbsp;&nbsp;&nbsp;$a_k = b_k + W_k h_{k-1}$<br>
# > &nbsp;&nbsp;&nbsp;&nbsp;$h_k = g(a_k)$<br>
# > end<br>
# > $a_L = b_L + W_L h_{L-1}$<br>
# > $\hat y = O(a_L)$
#
# All the numbers that training will change have one name, $\theta = [W_1,\dots,W_L,\,b_1,\dots,b_L]$.
#
# Here is such a network. **The sizes are yours**: change the list, run the cell again, and watch which shapes
# change.

# %% shows=true
sizes = [4, 6, 5, 3]  # n_0 inputs, then the hidden layers, then n_L outputs

draw.network.layers(sizes)

# %% [markdown]
# Now without a picture:

# %% shows=true
ask.shape_of_W(...)

# %% shows=true
ask.number_of_parameters(...)

# %% [markdown]
# **Before you go on.** Does a network with the sizes `[4, 3]` have a hidden layer?
#
# <details><summary>Compare with ours</summary>
#
# Sizes `[4, 3]` mean $L = 1$: no hidden layer, no $g$, the loop of the algorithm runs zero times, and
# $\hat y = O(b_1 + W_1 x)$. That is still a network, and your code should run it.
# </details>

# %% [markdown]
# ## Where to start: $\theta_0$
#
# The learning algorithm says "initialise $\theta_0$" and leaves the numbers to us. Biases can start at 0. Weights
# can't, and two arguments pin down nearly everything about them.
#
# **They must differ.** Suppose all weights of $W_1$ have the same value, 0 or any other. Then all hidden units of
# layer 1 compute the same sum, so they have the same activation. If $W_2$ is constant as well, they also have the
# same influence on everything above, so (you will see it in notebook 4) they get the same gradient, take the same
# step, and are still the same afterwards. A layer of a hundred units is then a layer of one unit, drawn a hundred
# times. Nothing in gradient descent ever breaks the tie, so we break it at the start, with random numbers:
# **symmetry breaking**.
#
# **They must have the right size.** Take one pre-activation with its bias at 0,
# $a_{k,i} = \sum_j W_{k,ij}\,h_{k-1,j}$. Let the weights be independent, of mean 0 and variance $\sigma^2$. Given
# the activations, each term $W_{k,ij}\,h_{k-1,j}$ has mean 0 and variance $\sigma^2 h_{k-1,j}^2$, and variances of
# independent terms add up:
#
# $$
# \operatorname{Var}(a_{k,i}) \;=\; \sum_{j=1}^{n_{k-1}} \sigma^2\, h_{k-1,j}^2 .
# $$
#
# Compare this with the mean square of what came in, $\frac1{n_{k-1}}\sum_j h_{k-1,j}^2$. Each layer multiplies it by a
# factor (before $g$ has its say).

# %% shows=true
ask.growth_of_the_mean_square(...)

# %% [markdown]
# A factor of ½ in each of ten layers leaves a thousandth; a factor of 2 makes it a thousand times larger. The factor
# that keeps it is 1. Which spread $\sigma$ gives this factor?

# %% [markdown]
# ### Exercise 3.1 · `initialize_parameters` · 3 points
#
# Draw the weights of layer $k$ with mean 0, and with the spread that keeps the mean square.
#
# Return `Parameters(W, b)`, two lists that are indexed **as the lecture indexes them**: `W[1]` is $W_1$. There is
# no $W_0$, so `W[0]` is `None`, and likewise `b[0]`. It costs one word, and every formula on the slides can then be
# typed as it stands.
#
# - `rng.standard_normal((rows, columns))` draws numbers of mean 0 and spread 1. Multiply, and the spread is
#   multiplied.
# - A bias $b_k$ is a column, of shape `(n_k, 1)`: `np.zeros((n, 1))`. Not `(n,)`; you'll soon see what would go
#   wrong.
# - Draw from `rng`, not from `np.random`: whoever calls your function decides on the seed, and the same seed then
#   gives the same network.


# %% solution="initialize_parameters" exercise="3.1"
def initialize_parameters(sizes, rng):
    """theta_0: weights W_1 … W_L drawn at random, biases b_1 … b_L zero.

    sizes  [n_0, n_1, …, n_L]: the number of inputs, of units in each hidden layer, of outputs
    rng    a NumPy random Generator: draw from this one, so that a seed decides the network

    Each entry of W_k has mean 0, and a spread (standard deviation) that keeps the mean square of what comes in.
    Returns Parameters(W, b): W[k] is (n_k, n_{k-1}), b[k] is (n_k, 1), W[0] and b[0] are None.
    """
    ### BEGIN SOLUTION
    W, b = [None], [None]
    for k in range(1, len(sizes)):
        W.append(rng.standard_normal((sizes[k], sizes[k - 1])) / np.sqrt(sizes[k - 1]))
        b.append(np.zeros((sizes[k], 1)))
    return Parameters(W, b)
    ### END SOLUTION


# %% test="test_initialize_parameters" points=3
check.initialize_parameters(initialize_parameters)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import forward_propagation as hidden

hidden.initialize_parameters(initialize_parameters)
### END HIDDEN TESTS

# %% [markdown]
# **Result.** The factor is $n_{k-1}\,\sigma^2$, and it is 1 for
#
# $$
# \boxed{\;\sigma = \frac{1}{\sqrt{n_{k-1}}}\;}
# $$
#
# It is the number of *inputs* of the unit that counts: the columns of $W_k$, not its rows. You will meet relatives
# of this rule. $\sqrt{2/n_{k-1}}$ makes up for ReLU, which throws away half of every symmetric distribution;
# $\sqrt{2/(n_{k-1}+n_k)}$ is a compromise with the way back. Normal or uniform does not matter, as long as the
# spread is right. Any of these passes.
#
# The check looks at shapes, means and spreads, never at single draws. Look at one network of yours yourself; the
# last column is what the rule asks for. A small matrix may well be off by a fifth, for there is chance in it; a large
# one should not.

# %% shows=true
W, b = initialize_parameters([784, 100, 20, 10], np.random.default_rng(0))
for k in range(1, len(W)):
    rows, columns = W[k].shape
    spread, wanted = W[k].std(), 1 / np.sqrt(columns)
    print(f"W_{k}: {rows:>3} × {columns:<3}   spread {spread:.4f}   1/√{columns} = {wanted:.4f}")

# %% [markdown]
# ## One example, by hand
#
# Take a pencil. The network has the sizes `[4, 2, 3]`, $g$ is ReLU, $O$ is softmax, and the numbers are chosen so
# that you can do everything in your head. The trick: with $c = \ln 2 \approx 0.693$, the exponential $e^{nc} = 2^n$
# is a power of two, so all weights and biases of the last layer are multiples of $c$.
#
# $$
# \begin{gathered}
# W_1 = \begin{pmatrix} 1&0&-1&1\\ 1&1&-1&0 \end{pmatrix},\quad
# b_1 = \begin{pmatrix} 1\\-1 \end{pmatrix}, \\[4pt]
# W_2 = c\begin{pmatrix} -1&1\\ 1&-2\\ 1&0 \end{pmatrix},\quad
# b_2 = c\begin{pmatrix} 1\\0\\-1 \end{pmatrix}, \\[4pt]
# x = (1, 0, 2, 1)^\mathsf{T}.
# \end{gathered}
# $$
#
# **Layer 1.** Bias plus row times column, for each of the two units; then ReLU, which lets the 1 through and stops
# the $-2$:
#
# $$
# \begin{aligned}
# a_1 &= b_1 + W_1 x \\[4pt]
# &= \begin{pmatrix} 1 + (1 + 0 - 2 + 1)\\ -1 + (1 + 0 - 2 + 0) \end{pmatrix}
# = \begin{pmatrix} 1\\-2 \end{pmatrix}, \\[4pt]
# h_1 &= g(a_1) = \begin{pmatrix} 1\\0 \end{pmatrix}.
# \end{aligned}
# $$
#
# **Layer 2**, the output. The activation of the second hidden unit is 0, so only the first column of $W_2$ takes part:
#
# $$
# \begin{gathered}
# a_2 = b_2 + W_2 h_1 = c\begin{pmatrix} 1 - 1\\ 0 + 1\\ -1 + 1 \end{pmatrix} = c\begin{pmatrix} 0\\1\\0
# \end{pmatrix}, \\[4pt]
# e^{a_2} = \begin{pmatrix} 1\\2\\1 \end{pmatrix},
# \qquad \hat y = \operatorname{softmax}(a_2) = \begin{pmatrix} 1/4\\ 1/2\\ 1/4 \end{pmatrix}.
# \end{gathered}
# $$
#
# The network takes class 1 for the likeliest (we count classes from 0). The true class of this example is 0, so its
# loss is $-\ln \tfrac14 = 2c \approx 1.386$. Notebook 4 finds out which parameters are to blame.
#
# **Your turn**, same network, with $x = (0, 2, 0, 1)^\mathsf{T}$ and the true class 2.
#
# <details><summary>Compare with ours</summary>
#
# $$
# \begin{gathered}
# a_1 = \begin{pmatrix} 1 + 1\\ -1 + 2 \end{pmatrix} = \begin{pmatrix} 2\\1 \end{pmatrix} = h_1, \\[4pt]
# a_2 = c\begin{pmatrix} 1 - 2 + 1\\ 0 + 2 - 2\\ -1 + 2 + 0 \end{pmatrix} = c\begin{pmatrix} 0\\0\\1
# \end{pmatrix}, \\[4pt]
# \hat y = \begin{pmatrix} 1/4\\1/4\\1/2 \end{pmatrix},
# \end{gathered}
# $$
#
# and the loss is $-\ln\tfrac12 = c \approx 0.693$. This time both hidden units are active.
# </details>

# %% [markdown]
# ## A batch, in columns
#
# One example at a time would be slow, and it isn't necessary. Put $m$ examples side by side as the columns of a
# matrix:
#
# $$
# X = \begin{pmatrix} | & | & & |\\ x^{(1)} & x^{(2)} & \cdots & x^{(m)}\\ | & | & & | \end{pmatrix}
# \quad (n_0 \times m).
# $$
#
# A matrix product works on the columns of its right factor one by one; that is how it is defined. So
#
# $$
# \begin{aligned}
# W_k\, h_{k-1} &= W_k \begin{pmatrix} h_{k-1}^{(1)} & \cdots & h_{k-1}^{(m)} \end{pmatrix} \\[4pt]
# &= \begin{pmatrix} W_k h_{k-1}^{(1)} & \cdots & W_k h_{k-1}^{(m)} \end{pmatrix},
# \end{aligned}
# $$
#
# and the line on the slide, read with matrices for $a_k$ and $h_{k-1}$, is **already** the formula for a batch.
# Column $s$ of every $a_k$ and $h_k$ belongs to example $s$, all the way up, and no column ever depends on another.
# $g$ acts entry by entry, so it doesn't care; softmax acts on each column, as you wrote it in notebook 2. Nothing
# changes but the shapes: $a_k$ and $h_k$ are now $n_k \times m$.
#
# The one thing left is the bias. $W_k h_{k-1}$ is $n_k\times m$ and $b_k$ is $n_k\times1$: the same column must be
# added to each of the $m$ columns. NumPy does this by itself: in a sum, a side of length 1 is stretched to fit
# (*broadcasting*). This is why a bias is stored as a column. A flat array of shape `(n,)` counts as a *row*, and
# would be laid along the wrong side. Mostly that raises an error. When $m$ happens to equal $n_k$ it raises
# nothing, and is wrong:

# %% shows=true
product = np.zeros((3, 3))  # W_k h_{k-1} for 3 units and, by chance, 3 examples
b_k = np.array([10, 20, 30])  # the biases of the 3 units
print("as a column, unit i gets bias i:\n", product + b_k.reshape(3, 1))
print("flat, example i gets bias i, without a word of warning:\n", product + b_k)

# %% [markdown]
# ### Exercise 3.2 · `forward_propagation` · 5 + 3 points
#
# Write the algorithm. It takes $\theta$, a batch $X$ and the two functions, and gives back *everything* it
# computed, not $\hat y$ alone: the way back, in notebook 4, needs every $a_k$ and every $h_k$.
#
# - `h` holds $h_0,\dots,h_{L-1}$, with `h[0]` the batch `X` itself; `a` holds $a_1,\dots,a_L$, with `None` as
#   `a[0]`. There is no $h_L$: what comes out of the last layer is `y_hat`.
# - $L$ is `len(W) - 1`, as index 0 is no layer.
# - Use `g` and `O` as they are given. Softmax is not the only output function, and there will be other activations
#   than ReLU.
# - Change none of your arguments. (`a_k += b_k` on an array of your own making is fine; on `X` or on a weight
#   matrix it is not.)
#
# The first check runs networks of three layers; the second one tries other activations, other output functions and
# other depths, $L = 1$ among them.


# %% solution="forward_propagation" exercise="3.2"
def forward_propagation(theta, X, g, O):
    """All that a network computes on its way from X to y_hat.

    theta  Parameters(W, b), W[k] (n_k, n_{k-1}), b[k] (n_k, 1), k = 1 … L; L is len(theta.W) - 1
    X      (n_0, m), an example a column
    g, O   functions: the activation of the hidden layers, and the output function

    Returns (h, a, y_hat): the lists h[0] … h[L-1] and a[0] … a[L] with a[0] = None,
    each h[k] and a[k] of shape (n_k, m), and y_hat of shape (n_L, m).
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


# %% test="test_forward_propagation" points=5
check.forward_propagation(forward_propagation)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import forward_propagation as hidden

hidden.forward_propagation(forward_propagation)
### END HIDDEN TESTS

# %% test="test_forward_propagation_general" points=3
check.forward_propagation_general(forward_propagation)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import forward_propagation as hidden

hidden.forward_propagation_general(forward_propagation)
### END HIDDEN TESTS

# %% [markdown]
# ## See it run
#
# The network that you worked by hand, step by step, with the numbers that *your* function puts into its nodes: the
# input at the bottom, the answer at the top, weights on the edges, and below the picture the product that has just
# been formed. Each step is held beside the numbers worked by hand, and the first one that differs is said. Step with
# the buttons, or with the arrow keys when the slider has the focus. `example=1` shows the second example.

# %% shows=true
explore.network(forward_propagation=forward_propagation, g=relu, O=softmax)

# %% [markdown]
# The same for a network of your own, as long as its numbers fit: at most 4 layers of at most 6 units.

# %% shows=true
theta = initialize_parameters([2, 5, 4, 3], np.random.default_rng(0))
X = np.random.default_rng(1).standard_normal((2, 7))
explore.network(forward_propagation=forward_propagation, g=np.tanh, O=softmax, theta=theta, X=X)

# %% [markdown]
# And the shapes of a whole batch, for sizes of your own choice, read off the arrays that your function returned.
# Follow one row: the columns of $W_k$ meet the rows of $h_{k-1}$ and vanish in the product; the rows of $W_k$ and
# the columns of the batch remain. (Boxes are drawn to the square roots of their sides, so that 784 fits beside 10.)

# %% shows=true
sizes, m = [4, 6, 5, 3], 7  # yours: try [784, 128, 64, 10], or [2, 3]

theta = initialize_parameters(sizes, np.random.default_rng(0))
X = np.random.default_rng(1).standard_normal((sizes[0], m))
draw.flow.shapes(theta, *forward_propagation(theta, X, np.tanh, softmax))

# %% [markdown]
# ## See why the start matters
#
# **Symmetry.** Six hidden units look at twelve examples. On the left all weights of $W_1$ are 0.3; on the right they
# come from your `initialize_parameters`. A row is what one unit has to say about the twelve examples. How many
# different things does the left layer say?

# %% shows=true
draw.flow.symmetry(initialize_parameters, forward_propagation)

# %% [markdown]
# **Scale.** Seven tanh layers of a hundred units, two hundred random examples, your initialisation; in the middle
# as it is, on the left with all weights five times smaller, on the right five times larger. Each hill is the
# histogram of one layer's activations, layer 1 at the bottom; the number is their standard deviation.

# %% shows=true
draw.flow.spreads(initialize_parameters, forward_propagation)

# %% [markdown]
# - *Too small.* Each layer shrinks what it gets to about a fifth, as the formula says ($n\sigma^2 = 0.2^2$, so the
#   spread is multiplied by 0.2). After seven layers the spread is around $10^{-5}$: all examples look alike, and
#   the output knows nothing of the input.
# - *Too large.* The sums are so big that tanh is at $-1$ or $1$ nearly always. The units still differ, but remember
#   $g'$ from notebook 1: out there the slope is almost 0, and a gradient that must pass through it on the way back
#   is as good as gone.
# - *Right.* The activations spread over the range where tanh bends, in every layer. They do shrink slowly; tanh
#   pulls everything towards 0 a little, and $1/\sqrt{n}$ makes no allowance for it.
#
# **Before you go on.** Change `np.tanh` for ReLU in your mind. It sets half of a symmetric distribution to 0, so
# the mean *square* of $h_k$ is half the variance of $a_k$. By what should the variance of the weights be multiplied
# to make up for it?
#
# <details><summary>Compare with ours</summary>
#
# By 2: $\tfrac12\, n_{k-1}\,\sigma^2 = 1$ gives $\sigma = \sqrt{2/n_{k-1}}$. This is the rule for ReLU that you
# will meet under the name of He (2015).
# </details>
#
# ## What you have now
#
# 1. $W_k$ is $n_k\times n_{k-1}$, $b_k$ is $n_k\times1$, $a_k$ and $h_k$ are $n_k\times m$, and you know why, index
#    by index.
# 2. `initialize_parameters`: random, so that units differ; of spread $1/\sqrt{n_{k-1}}$, so that signals survive.
# 3. `forward_propagation`: the lecture's algorithm for a whole batch, for any network, returning all that the way
#    back needs.
#
# Stuck here? Notebook 4 can be done without: it brings recorded activations. Save this notebook. **Next:** notebook 4,
# where the same network is walked from the top to the bottom.

# %% [markdown]
# **To hand in**, now or when all seven notebooks are done: save, then run this. It decides no marks.

# %% shows=true
from lab import hand_in

hand_in()
