# %% [markdown]
# # 1 · Activations and their slopes
#
# Every layer of a network bends its numbers with an *activation function*. Here you write three of them, and their
# slopes, without which there is no back propagation.
#
# **When you are done, you can**
#
# 1. write the logistic function so that it survives inputs of ±1000, and say why the textbook formula does not;
# 2. derive the slope of the logistic function, of tanh and of ReLU, and compute each for a whole batch at once;
# 3. say why a slope of at most ¼ is bad news for a deep network, from a figure drawn by your own code;
# 4. say what happens at ReLU's kink.
#
# **You need** Python with NumPy arrays (broadcasting, `np.exp`, `np.where`) and the chain rule.
# **Time:** about 40 minutes.
#
# ### EXERCISES
#
# ### SYMBOLS
#
# **How a notebook of this course works.** Read, and answer the small questions on the way: put your answer in place of
# the three dots, and run the cell. Then write one small function where it says `raise NotImplementedError`: delete that
# line, and run the check below it at once. A check that fails shows what your function returned, what was expected,
# and a hint. Questions have no points, and cells that only draw are there for you to play with.

# %% locked="setup"
from importlib.util import find_spec

import numpy as np

if find_spec("lab") is None:
    raise ModuleNotFoundError(
        "The folder lab is not beside this notebook: unpack the whole of backpropagation.zip, and open the notebook in "
        "the folder that it makes; in Colab, upload the zip as its README says."
    )

from lab import ask, check, draw
from lab.parameters import Parameters

# %% [markdown]
# The numbers in the questions are your own: they are drawn from your student id. This cell asks for it, once.

# %% shows=true
ask.me()

# %% [markdown]
# ## What is missing in the lecture's pseudo code
#
# The lecture ends with the algorithm that you will write in this assignment, and with a question: *something in the
# last line before end, do you know how to compute this?* Here is that line of `back_propagation`:
#
# $$\begin{aligned} \nabla_{a_{k-1}}\mathscr{L}(\theta) \;=\;& \nabla_{h_{k-1}}\mathscr{L}(\theta) \\
# &\odot\, [\,\dots,\; g'(a_{k-1,j}),\; \dots\,] \end{aligned}$$
#
# What is missing is $g'$, the slope of the activation function. This notebook fills that gap, so that notebook 4 can
# use it.
#
# **Where $g$ stands.** Layer $k$ computes its *pre-activation* $a_k = b_k + W_k h_{k-1}$, then bends every entry of
# it by the same function $g$:
#
# $$h_{k,j} = g(a_{k,j}), \qquad j = 1 \dots n_k .$$
#
# Without $g$, stacking layers would gain nothing: $W_2(W_1 x + b_1) + b_2 = (W_2 W_1)\,x + (W_2 b_1 + b_2)$ is again
# one linear layer.
#
# **Where $g'$ stands.** Move the pre-activation $a_{k,j}$ by a tiny $\varepsilon$, and $h_{k,j}$ moves by
# $g'(a_{k,j})\,\varepsilon$. Nothing else in layer $k$ moves, because $h_{k,j}$ depends on $a_{k,j}$ alone. So the
# chain rule has a single term for each $j$:
#
# $$\frac{\partial \mathscr{L}}{\partial a_{k,j}} = \frac{\partial \mathscr{L}}{\partial h_{k,j}} \; g'(a_{k,j}) .$$
#
# Written for all $j$ at once, that is the line above, with $\odot$ for *entry by entry*. Note what $g'$ is given: the
# **pre-activation** $a$, not the activation $h = g(a)$.
#
# **One example, then a batch.** For one example $a_k$ is a column of $n_k$ numbers; for a batch of $m$ examples it is
# an $(n_k, m)$ array, an example to a column. Since $g$ and $g'$ work entry by entry, the same code serves both.
# Every function of this notebook takes an array of *any* shape and returns one of the same shape.
#
# ## The logistic function
#
# The first activation squeezes any number into a value between 0 and 1:
#
# $$g(a) = \frac{1}{1 + e^{-a}} .$$
#
# Three values to remember: $g(0) = \tfrac12$, $g \to 1$ for large $a$, $g \to 0$ for very negative $a$.
#
# It is also symmetric about its middle. Put $-a$ into the formula, then multiply numerator and denominator by $e^{-a}$:
#
# $$g(-a) = \frac{1}{1 + e^{a}} = \frac{e^{-a}}{e^{-a} + 1} .$$
#
# Compare this fraction with $g(a)$ itself.

# %% shows=true
ask.logistic_of_minus(...)

# %% [markdown]
# ### The formula is right, and breaks
#
# A 64-bit float ends near $1.8 \cdot 10^{308}$, which is $e^{709.8}$. Run this cell:

# %% shows=true
with np.errstate(over="ignore"):  # without this line, NumPy warns of the overflow
    print(np.exp(np.array([709.0, 710.0, -710.0, -1000.0])))

# %% [markdown]
# $e^{710}$ is too large: it becomes `inf`. In the other direction nothing bad happens: $e^{-1000}$ is so close to 0
# that 0 is the nearest float. The rule is general, and you will meet it again at softmax: **let only negative
# numbers (or 0) into an exponential.**
#
# For $a \ge 0$ the textbook formula keeps that rule: its exponent is $-a$. For $a < 0$ it does not, so multiply
# numerator and denominator by $e^{a}$:
#
# $$\frac{1}{1 + e^{-a}} = \frac{e^{a}}{e^{a} + 1}, \qquad a < 0.$$
#
# Both forms are the same function, and in both the exponent is now $-|a|$.
#
# A trap: `np.where(a >= 0, formula_1, formula_2)` computes **both** formulas for **every** entry and then picks. An
# overflow in the one that isn't picked still warns. So compute $z = e^{-|a|}$ once, and build both branches from $z$.
#
# ### Exercise 1.1 · `logistic` · 1 + 1 points
#
# Write `logistic`. It must work for inputs of ±1000 without a warning; that is the second check.


# %% solution="logistic" exercise="1.1"
def logistic(a):
    """The logistic function of every entry of a.

    a: array of any shape, entries from -1000 to 1000 and beyond; it stays as it is.
    Returns an array of the same shape, entries in [0, 1].
    """
    ### BEGIN SOLUTION
    z = np.exp(-np.abs(a))  # the exponent is never positive, so this never overflows
    return np.where(np.asarray(a) >= 0, 1, z) / (1 + z)
    ### END SOLUTION


# %% test="test_logistic" points=1
check.logistic(logistic)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import activations as hidden

hidden.logistic(logistic)
### END HIDDEN TESTS

# %% test="test_logistic_stable" points=1
check.logistic_stable(logistic)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import activations as hidden

hidden.logistic_stable(logistic)
### END HIDDEN TESTS

# %% [markdown]
# This is what one neuron with one input can do, drawn by your function: $h = g(w x + b)$. The weight $w$ sets how
# sharp the step is, the bias $b$ where it stands, at $x = -b/w$.

# %% shows=true
draw.activations.neuron(logistic)

# %% [markdown]
# ### Its slope
#
# Write $g(a) = (1 + e^{-a})^{-1}$ and apply the chain rule, from the outside in:
#
# $$\begin{aligned} g'(a) &= -\,(1 + e^{-a})^{-2} \cdot \left(-e^{-a}\right) \\
# &= \frac{e^{-a}}{(1 + e^{-a})^2} . \end{aligned}$$
#
# Now split it into a product of two fractions, each with the denominator $1 + e^{-a}$. One of them is $g(a)$. What is
# the other one, if you may use $g(a)$ and no exponential? (You have met it above.)

# %% shows=true
ask.slope_of_logistic(...)

# %% [markdown]
# ### Exercise 1.2 · `logistic_prime` · 1 point
#
# Write `logistic_prime`. You may use `logistic`.


# %% solution="logistic_prime" exercise="1.2"
def logistic_prime(a):
    """The slope of the logistic function at every entry of a.

    a: pre-activations (not activations), an array of any shape; it stays as it is.
    Returns an array of the same shape, entries in [0, 1/4].
    """
    ### BEGIN SOLUTION
    h = logistic(a)
    return h * (1 - h)
    ### END SOLUTION


# %% test="test_logistic_prime" points=1
check.logistic_prime(logistic_prime)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import activations as hidden

hidden.logistic_prime(logistic_prime)
### END HIDDEN TESTS

# %% [markdown]
# **Result.** The second fraction is $g(-a) = 1 - g(a)$, so
#
# $$\boxed{\;g'(a) = g(a)\,\bigl(1 - g(a)\bigr)\;}$$
#
# By hand, to compare with: $g(\ln 3) = \frac{1}{1 + 1/3} = \frac34$, so
# $g'(\ln 3) = \frac34 \cdot \frac14 = \frac{3}{16} = 0.1875$.
#
# **How steep can it be?** Put $h = g(a)$, a number between 0 and 1. Then $h(1-h) = \tfrac14 - (h - \tfrac12)^2$,
# which is largest when $h = \tfrac12$, at $a = 0$:
#
# $$g'(a) \le \tfrac14 .$$
#
# Here is $g$ beside $g'$. The black lines on the left are tangents, their slopes measured from your `logistic` as
# *rise over run* between two points close together. On the right these measured slopes are the dots. If
# `logistic_prime` is right, the dots lie on its line. (You will build this way of checking a derivative yourself, in
# notebook 5.)

# %% shows=true
draw.activations.beside(logistic, logistic_prime, "logistic")

# %% [markdown]
# ## tanh
#
# The hyperbolic tangent has the same shape, but runs from −1 to 1 and passes through 0:
#
# $$\tanh(a) = \frac{\sinh a}{\cosh a} = \frac{e^{a} - e^{-a}}{e^{a} + e^{-a}} .$$
#
# NumPy has it, `np.tanh`, and that one is safe for large inputs. (The fraction on the right is not: it becomes
# `inf / inf`.) Only the slope is left to do. With $\sinh' = \cosh$, $\cosh' = \sinh$ and the quotient rule:
#
# $$\tanh'(a) = \frac{\cosh a \cosh a - \sinh a \sinh a}{\cosh^2 a} .$$
#
# Divide both terms by $\cosh^2 a$. What is left, written with $\tanh a$ alone?

# %% shows=true
ask.slope_of_tanh(...)

# %% [markdown]
# ### Exercise 1.3 · `tanh_prime` · 2 points
#
# Write `tanh_prime`.


# %% solution="tanh_prime" exercise="1.3"
def tanh_prime(a):
    """The slope of tanh at every entry of a.

    a: pre-activations (not activations), an array of any shape; it stays as it is.
    Returns an array of the same shape, entries in [0, 1].
    """
    ### BEGIN SOLUTION
    return 1 - np.tanh(a) ** 2
    ### END SOLUTION


# %% test="test_tanh_prime" points=2
check.tanh_prime(tanh_prime)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import activations as hidden

hidden.tanh_prime(tanh_prime)
### END HIDDEN TESTS

# %% [markdown]
# **Result.**
#
# $$\boxed{\;\tanh'(a) = 1 - \tanh^2(a)\;}$$
#
# Tanh is a logistic function in disguise. Multiply numerator and denominator of its fraction by $e^{-a}$:
#
# $$\begin{aligned} \tanh(a) &= \frac{1 - e^{-2a}}{1 + e^{-2a}} = \frac{2}{1 + e^{-2a}} - 1 \\
# &= 2\,g_{\text{logistic}}(2a) - 1 . \end{aligned}$$
#
# It is stretched by 2 upwards and squeezed by 2 sideways, so it is $2 \cdot 2 = 4$ times as steep: its slope reaches
# $4 \cdot \tfrac14 = 1$.

# %% shows=true
draw.activations.beside(np.tanh, tanh_prime, "tanh")

# %% [markdown]
# ## ReLU
#
# The *rectified linear unit* lets positive numbers pass and stops the others:
#
# $$g(a) = \max(0, a).$$
#
# No exponential, so nothing can overflow.
#
# ### Exercise 1.4 · `relu` · 1 point
#
# Write `relu`, and leave its argument as it is. In notebook 4 the pre-activations `a` are needed again on the way back:
# a function that overwrites its argument (`a[a < 0] = 0`) spoils them for everyone after it. The check looks for that.


# %% solution="relu" exercise="1.4"
def relu(a):
    """The rectified linear unit of every entry of a.

    a: array of any shape; it stays as it is. Returns an array of the same shape.
    """
    ### BEGIN SOLUTION
    return np.maximum(0, a)
    ### END SOLUTION


# %% test="test_relu" points=1
check.relu(relu)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import activations as hidden

hidden.relu(relu)
### END HIDDEN TESTS

# %% [markdown]
# ### Its slope, and its kink
#
# To the right of 0 the function is $a$, with slope 1. To the left it is 0, with slope 0. At 0 itself it has no slope:
# coming from the right, $\frac{g(\varepsilon) - g(0)}{\varepsilon} = 1$; coming from the left,
# $\frac{g(-\varepsilon) - g(0)}{-\varepsilon} = 0$. The two don't agree. And if you step from one side to the other?

# %% shows=true
ask.run_across_the_kink(...)

# %% [markdown]
# Does the choice at 0 matter? A pre-activation that is exactly 0 is rare, but it happens: with biases of zero and an
# all-black picture as input, every $a_1$ is 0. Any number from 0 to 1 is the slope of a line that touches the graph
# from below (a *subgradient*), and training works with each of them. We accept them all; 0 is the usual choice.
#
# The kink matters more for checking than for training, as you have just seen. Notebook 5 comes back to it.
#
# ### Exercise 1.5 · `relu_prime` · 1 point
#
# Write `relu_prime`, again without changing its argument.


# %% solution="relu_prime" exercise="1.5"
def relu_prime(a):
    """The slope of relu at every entry of a; at 0 any value from 0 to 1.

    a: pre-activations (not activations), an array of any shape; it stays as it is.
    Returns an array of numbers (not of True and False), of the same shape.
    """
    ### BEGIN SOLUTION
    return np.heaviside(a, 0)  # a step from 0 to 1; the second argument is its value at 0
    ### END SOLUTION


# %% test="test_relu_prime" points=1
check.relu_prime(relu_prime)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import activations as hidden

hidden.relu_prime(relu_prime)
### END HIDDEN TESTS

# %% [markdown]
# **Result.**
#
# $$\boxed{\;g'(a) = \begin{cases} 1 & a > 0 \\ \text{from } 0 \text{ to } 1 & a = 0 \\
# 0 & a < 0 \end{cases}\;}$$

# %% shows=true
draw.activations.beside(relu, relu_prime, "relu")

# %% [markdown]
# ## Side by side

# %% shows=true
slopes = {"logistic": logistic_prime, "tanh": tanh_prime, "relu": relu_prime}
draw.activations.together(logistic, slopes, relu)

# %% [markdown]
# **Yours beside ours.** Our figures are plain Matplotlib, and until the cell ends you can plot into them: `plt` means
# the last *Axes* that was made, here the one with the slopes. The black line is the slope of an activation that is not
# among ours, measured as rise over run. Put in one of your own.


# %% shows=true
import matplotlib.pyplot as plt


def softsign(a):
    """A relative of tanh that gets to its ends more slowly."""
    return a / (1 + np.abs(a))


draw.activations.together(logistic, slopes, relu)
a = np.linspace(-4, 4, 401)
plt.plot(a, (softsign(a + 1e-4) - softsign(a - 1e-4)) / 2e-4, color="black", label="softsign, mine")
plt.legend(loc="center right")
plt.show()

# %% [markdown]
# ## Why ¼ matters in a deep network
#
# Take the thinnest deep network there is: one unit in each layer, $a_k = b_k + w_k h_{k-1}$ and $h_k = g(a_k)$. How
# far does the last activation, $h_L$, move when we move $a_1$ a little? Each layer adds two factors to the chain rule,
# a weight and a slope:
#
# $$\begin{aligned} \frac{\partial h_L}{\partial a_1} &= g'(a_L)\, w_L \; \cdots \; g'(a_2)\, w_2 \; g'(a_1) \\
# &= \underbrace{w_2 \cdots w_L}_{\text{weights}} \;\cdot\; \underbrace{g'(a_1) \cdots g'(a_L)}_{\text{slopes}} .
# \end{aligned}$$
#
# In a wide network this is one *path* from unit to unit, and the gradient adds up the contributions of all paths. So
# look at the slopes alone. For the logistic function every one of them is at most ¼, whatever the weights:
#
# $$g'(a_1) \cdots g'(a_L) \le \left(\tfrac14\right)^L, \qquad \left(\tfrac14\right)^{10} < 10^{-6}.$$
#
# The figure multiplies *your* slopes along 4000 paths, and draws 30 of them. The pre-activations are drawn from a
# normal distribution of spread 1, as an ordinary network has them. The vertical axis is logarithmic: each grid line is
# a thousandth of the one above it.

# %% shows=true
draw.activations.depth(slopes)

# %% [markdown]
# - **logistic**: every path lies below the dashed bound. Through ten layers, each passes on less than a millionth of
#   what came in. This is the *vanishing gradient*. Could the weights make up for it? They would have to be 4 or more;
#   but then the pre-activations are large, too, and far from 0 the slope is not ¼ but nearly 0.
# - **tanh**: its slope *can* be 1, so nothing forces a path down. But it is 1 only at 0, so paths shrink all the same,
#   only more slowly.
# - **relu**: a path is open or closed. While it is open, the product is exactly 1, at any depth: nothing fades. But one
#   unit with a slope of 0 closes the path for good, and here half of the units have it. So each layer ends half of the
#   paths that are left: after ten layers a handful of 4000 are open. Is that enough? A network with layers of 100 units
#   has $100^{10}$ such paths. A thousandth of them stays open, and each of those passes on everything. That is why deep
#   networks are built with ReLU or its relatives.
#
# Change the cell, if you like: `draw.activations.depth(slopes, layers=30)`.
#
# ## What you have now
#
# 1. A `logistic` that is right from −1000 to 1000, because only $-|a|$ enters the exponential.
# 2. Three slopes, $g(1-g)$, $1 - \tanh^2$ and a step, each derived, checked, and ready for arrays of any shape. Each
#    takes the pre-activation $a$.
# 3. The reason why deep logistic networks learn slowly: $L$ layers cost a factor of at most $4^{-L}$ on every path.
# 4. The rule for ReLU's kink: any value from 0 to 1 is right, and keep away from it when you measure slopes.
#
# Save this notebook. The next ones load your functions from it. **Next:** notebook 2, the other end of the network.

# %% [markdown]
# **To hand in**, now or when all seven notebooks are done: save, then run this. It decides no marks.

# %% shows=true
from lab import hand_in

hand_in()
