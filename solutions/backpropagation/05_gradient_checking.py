# %% [markdown]
# # 5 · Gradient checking
#
# In notebook 4 you turned a derivation into code. Both can be wrong, and the usual evidence that they are
# right, *the loss goes down*, is no evidence at all. Networks with missing factors, with swapped arrays, with
# layers that never learn: their losses have gone down, too, and their accuracy was good. In this notebook you build
# the instrument that tells: a gradient computed from the loss alone, without any of the calculus that you want to
# check. Then you turn it on ten backward passes that other people wrote.
#
# **When you are done, you can**
#
# 1. estimate any gradient from values of the function, and say how large the error of the estimate is, and why;
# 2. choose the step: small enough, and not too small;
# 3. compare two gradients by a measure that means the same for large gradients and for tiny ones;
# 4. check a network's gradients tensor by tensor, and tell a bug from a kink;
# 5. find the wrong line of a backward pass by what its gradients look like;
# 6. derive the backward pass of a layer that no text has derived for you, and prove that it is right.
#
# **You need** your functions of notebooks 1 to 4, and Taylor's theorem. **Time:** about 90 minutes, 20 of them
# for the detective work, and 30 for a layer of your own.
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

from lab import ask, check, draw, mine, own_layer
from lab.parameters import Parameters
from lab.suspects import lineup, network

### EARLIER FUNCTIONS

# %% [markdown]
# ## A slope from two values
#
# The derivative is a limit, $f'(x) = \lim_{\varepsilon \to 0} \big(f(x+\varepsilon) - f(x)\big)/\varepsilon$. A
# computer can't take the limit, but it can stop at a small $\varepsilon$. That is the **forward difference**.
# How wrong is it? Taylor's theorem answers exactly: for some $\xi$ between $x$ and $x + \varepsilon$,
#
# $$f(x+\varepsilon) = f(x) + \varepsilon f'(x) + \tfrac{\varepsilon^2}{2} f''(\xi)$$
#
# and so
#
# $$\frac{f(x+\varepsilon) - f(x)}{\varepsilon}
# = f'(x) + \underbrace{\tfrac{\varepsilon}{2} f''(\xi)}_{\text{truncation}}.$$
#
# Halve the step, and the error halves. We can do much better at almost no cost by stepping to *both* sides.
# Write the expansion for $+\varepsilon$ and for $-\varepsilon$, one term further:
#
# $$\begin{aligned} f(x \pm \varepsilon) &= f(x) \pm \varepsilon f'(x) \\
# &\quad + \tfrac{\varepsilon^2}{2} f''(x) \pm \tfrac{\varepsilon^3}{6} f'''(\xi_\pm). \end{aligned}$$
#
# Subtract one from the other: everything even cancels, the large $f''$ term with it. What is left, divided by
# $2\varepsilon$, is the **central difference**:
#
# $$\frac{f(x+\varepsilon) - f(x-\varepsilon)}{2\varepsilon} = f'(x) + \tfrac{\varepsilon^2}{6} f'''(\xi).$$
#
# (The two third derivatives average to one, at some $\xi$ between the two ends, if $f'''$ is continuous.) Halve
# the step, and the error falls to a *quarter*.
#
# **By hand.** Take $f(x) = x^3$ at $x = 1$ with $\varepsilon = 0.1$; the truth is 3. Forward:
# $(1.331 - 1)/0.1 = 3.31$. Central: $(1.331 - 0.729)/0.2 = 3.01$. The errors, 0.31 and 0.01, are what the
# formulas say: for the central one $\varepsilon^2 f'''/6 = 0.01 \cdot 6/6 = 0.01$. Now you:

# %% shows=true
ask.central_difference(...)

# %% [markdown]
# Here are the three slopes on your own `logistic`. The step is huge, so that there is something to see.

# %% shows=true
draw.checking.secants(logistic, logistic_prime, x=-1.0, epsilon=1.0)

# %% [markdown]
# ### From one number to many
#
# A function of many numbers has a partial derivative for each. Hold all entries of $x$ still but one: with
# $e_i$ the array that is 1 at entry $i$ and 0 elsewhere,
#
# $$\frac{\partial f}{\partial x_i} \approx \frac{f(x + \varepsilon e_i) - f(x - \varepsilon e_i)}{2\varepsilon}.$$
#
# What does that cost, for all parameters of a network?

# %% shows=true
ask.evaluations(...)

# %% [markdown]
# A network of the sizes 784, 100, 10 has 79,510
# parameters, so one numerical gradient is 159,020 forward passes, where back propagation takes about the work
# of three. It is far too slow to train with. To check with, a small network does.

# %% [markdown]
# ### Exercise 5.1 · `numerical_gradient` · 4 points
#
# Write central differences for an `x` of any shape, entry by entry. Three things to get right:
#
# - `x` must be afterwards what it was before: the caller still needs it.
# - An array of integers has no room for a step of 0.00001: `x[0] += 1e-5` on one silently does nothing. Work in
#   float64.
# - *Any* shape includes `()`, a single number. `np.ndindex(x.shape)` walks over the indices of every shape.


# %% solution="numerical_gradient" exercise="5.1"
def numerical_gradient(f, x, epsilon=1e-5):
    """The gradient of f at x by central differences, an entry at a time.

    f        a function of an array like x that returns one number
    x        an array of any shape (also of none, a single number); stays as it was
    epsilon  the step ε
    Returns a float64 array of x's shape.
    """
    ### BEGIN SOLUTION
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()  # fresh ones: f may keep what it is given
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient
    ### END SOLUTION


# %% test="test_numerical_gradient" points=4
check.numerical_gradient(numerical_gradient)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import gradient_checking as hidden

hidden.numerical_gradient(numerical_gradient)
### END HIDDEN TESTS

# %% [markdown]
# ## How small a step?
#
# Taylor says: the smaller the better. But float64 keeps 53 binary digits, so a computed value of $f$ is off by
# up to $\rho\,|f|$ with $\rho = 2^{-53} \approx 1.1 \cdot 10^{-16}$, even if nothing else goes wrong. The two values
# that we subtract are nearly equal: what they share cancels, their rounding errors don't, and we divide those
# by a small number:
#
# $$\text{error} \;\lesssim\;
# \underbrace{\tfrac{\varepsilon^2}{6}\,|f'''|}_{\text{truncation}}
# \;+\; \underbrace{\frac{\rho\,|f|}{\varepsilon}}_{\text{rounding}}.$$
#
# The first grows with $\varepsilon$, the second as $\varepsilon$ shrinks. (Two values, each off by up to $\rho|f|$,
# over $2\varepsilon$.) The sum is least where its derivative with respect to $\varepsilon$ is zero:
#
# $$\begin{gathered} \tfrac{\varepsilon}{3} |f'''| = \frac{\rho |f|}{\varepsilon^2} \\
# \Longrightarrow\quad \varepsilon^\ast = \Big(\frac{3\,\rho\,|f|}{|f'''|}\Big)^{1/3}. \end{gathered}$$
#
# Where $|f| \approx |f'''|$ that is $(3\rho)^{1/3} \approx 7 \cdot 10^{-6}$. So a step of $10^{-5}$ is a good default,
# and leaves an error near $10^{-11}$. For forward differences the same argument gives $\varepsilon^\ast \approx
# 2\sqrt{\rho} \approx 2 \cdot 10^{-8}$ and an error near $10^{-8}$, a thousand times worse.
#
# Don't take it on trust. Below, your `numerical_gradient` is run with 105 steps, and its error is measured
# against your `logistic_prime`. On doubly logarithmic axes an error of $c\,\varepsilon^p$ is a straight line of
# slope $p$. **Before you run it**: which slopes do you expect to see on the right, for central and for forward
# differences? And on the left?

# %% shows=true
draw.checking.error_against_step(numerical_gradient, logistic, logistic_prime, x=0.8)

# %% [markdown]
# Slope 2 on the right, as Taylor says, and slope 1 for forward differences. On the left no line but a cloud,
# because rounding errors look like chance. The grey line is what rounding the two values of $f$ can do,
# $\rho|f|/\varepsilon$; a few dots are above it, because the logistic rounds inside, too. At $x = 0.8$ it has
# $|f| = 0.69$ and $|f'''| = 0.061$, so the formula predicts the best step near $1.6 \cdot 10^{-5}$: look where
# the V turns.
#
# **Your formula over ours.** Two more points cancel the next term of Taylor's series, too. Our figures are plain
# Matplotlib, and until the cell ends you can plot into them. Which slope do the black crosses have on the right, and
# what do they gain at the best step?

# %% shows=true
import matplotlib.pyplot as plt

draw.checking.error_against_step(numerical_gradient, logistic, logistic_prime, x=0.8)
x, steps = 0.8, np.logspace(-13, 0, 105)
near, far = logistic(x + steps) - logistic(x - steps), logistic(x + 2 * steps) - logistic(x - 2 * steps)
five_points = (8 * near - far) / (12 * steps)
plt.plot(steps, np.abs(five_points / logistic_prime(np.array(x)) - 1), "x", color="black", label="five points, mine")
plt.legend(loc="lower left")
plt.show()

# %% [markdown]
# **In float32** $\rho = 2^{-24} \approx 6 \cdot 10^{-8}$. The same formulas give a best step near 0.006 and an
# error near $10^{-5}$: hardly better than some bugs. Always check gradients in float64, even when you train in
# float32.

# %% [markdown]
# ## Close, compared with what?
#
# You now have two gradients of one function: an *analytic* one, $\nabla$, and a numerical one, $\tilde\nabla$. Are
# they the same? $|\nabla_i - \tilde\nabla_i| < 10^{-8}$ sounds strict, and is meaningless. In a deep network gradients
# of $10^{-9}$ are common; there, every $\nabla$ passes: zero, half, the wrong sign. And a right gradient of a large
# loss fails, because rounding is in proportion to the size of the numbers. Measure the difference by the numbers' own
# size:
#
# $$\boxed{\;\text{relative error} = \max_i \;
# \frac{|\nabla_i - \tilde\nabla_i|}{\max(|\nabla_i|, |\tilde\nabla_i|)}\;}$$
#
# with $0/0 = 0$. It doesn't change when both gradients are scaled. It is symmetric in the two, and never above 2. It
# is 1 when one of the two is forgotten (zero), ½ when one is half the other, and 2 when the sign is wrong.
#
# **By hand.** For $\nabla = (2,\; 0,\; 10^{-6})$ and $\tilde\nabla = (2.002,\; 0,\; 2 \cdot 10^{-6})$ the three
# entries give $0.002/2.002 \approx 0.001$, then $0$, then $10^{-6} / (2 \cdot 10^{-6}) = 0.5$. The relative error is
# **0.5**. The ratio of norms, $\lVert \nabla - \tilde\nabla \rVert / \lVert \tilde\nabla \rVert \approx 0.001$,
# would have hidden the last entry behind the first.

# %% [markdown]
# ### Exercise 5.2 · `relative_error` · 3 points
#
# Mind entries where both are zero (ReLU makes many): no warning, no NaN, just 0. But a NaN *in* a gradient must
# not vanish: let it come out as NaN. That is also why you should always ask `error < bound`, and never
# `error > bound`: with NaN, both are false.


# %% solution="relative_error" exercise="5.2"
def relative_error(analytic, numeric):
    """How far two gradients are apart, measured by their own size, at the entry where that is furthest.

    analytic, numeric  arrays of one shape (or single numbers)
    Returns one number: 0 for equal arrays, at most 2; and 0 for an entry where both are 0.
    """
    ### BEGIN SOLUTION
    a, n = np.asarray(analytic, dtype=np.float64), np.asarray(numeric, dtype=np.float64)
    scale = np.maximum(np.abs(a), np.abs(n))
    scale = np.where(scale == 0, 1.0, scale)  # both 0: the difference is 0 as well, and 0 / 1 is what we want
    return float(np.max(np.abs(a - n) / scale, initial=0.0))
    ### END SOLUTION


# %% test="test_relative_error" points=3
check.relative_error(relative_error)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import gradient_checking as hidden

hidden.relative_error(relative_error)
### END HIDDEN TESTS

# %% [markdown]
# Now see the absolute bound lie. The function is $s \cdot \sum_i \operatorname{logistic}(x_i)$ with a factor $s$ from
# $10^{-12}$ to $10^6$. One gradient is right, the other is half of it, and wrong.

# %% shows=true
draw.checking.two_ways_to_measure(numerical_gradient, relative_error, logistic, logistic_prime)

# %% [markdown]
# On the left the bound cuts across both lines: it passes a wrong gradient when $s$ is small and fails a right
# one when $s$ is large. On the right the two are nine decades apart, whatever $s$.
#
# ### What to expect
#
# | relative error, entry by entry, ε = 1e-5, float64 | verdict |
# |---|---|
# | below 1e-5 | right; 1e-9 to 1e-6 is usual |
# | between | look closer: a kink, a tiny entry, or a bug |
# | above 1e-2 | wrong |
#
# Why not always $10^{-11}$, as in the V? Because $\rho|f|/\varepsilon \approx 10^{-11}$ is an *absolute* error, in
# proportion to the loss. A tensor has large entries and small ones, and beside an entry of $10^{-6}$ it is
# $10^{-5}$ already. Beside one of $10^{-12}$ the numerical gradient is all noise. So when the verdict is in
# between, print both gradients at the worst entry before you believe it.

# %% [markdown]
# ## The kink
#
# Taylor's theorem asked for derivatives. ReLU has none at 0. If $|a| < \varepsilon$ then one of our two steps
# lands on the other side of the kink, and for $g = \text{relu}$
#
# $$\begin{aligned} \frac{g(a+\varepsilon) - g(a-\varepsilon)}{2\varepsilon}
# &= \frac{(a + \varepsilon) - 0}{2\varepsilon} \\ &= \frac12\Big(1 + \frac{a}{\varepsilon}\Big), \end{aligned}$$
#
# which is anything between 0 and 1, while $g'$ is 0 or 1. Both are right about what they are; they are
# different things.

# %% shows=true
draw.checking.kink(numerical_gradient, relu, relu_prime)

# %% [markdown]
# An error of up to ½, and no bug. It is rare: of pre-activations with a spread of 1, about one in 125,000 lies
# within $10^{-5}$ of 0 ($2\varepsilon$ times the density of the normal distribution at 0, which is 0.4). It is
# also easy to tell from a bug: it is gone with other random inputs, and it shrinks with the step. **Rule**:
# when a ReLU network fails, try another seed. When the new one fails too, it is you.

# %% [markdown]
# ## Every tensor by itself
#
# $\mathscr{L}$ is a function of all of $\theta$; `numerical_gradient` takes a function of one array. Hold all
# of $\theta$ still but one tensor, say $W_2$, and the loss is a function of $W_2$ alone:
#
# $$f(W) = \mathscr{L}\big([W_1, W, W_3, \dots, b_1, b_2, \dots]\big),$$
#
# and $\nabla_{W_2} \mathscr{L}(\theta)$ is about the numerical gradient of $f$ at $W_2$. Do that for each $W_k$ and
# each $b_k$ in turn, and keep the errors apart. It tells you *where* to look, and it hides nothing.

# %% [markdown]
# ### Exercise 5.3 · `check_gradients` · 3 points
#
# Use your two functions. `theta` must stay as it was: build new lists (`list(theta.W)` copies a list, not the
# arrays in it, and that is enough here: why?). If you make functions in a loop, remember that Python looks a
# name up when the function is *called*: give the loop's variable to an argument, or call the function before
# the loop goes on.


# %% solution="check_gradients" exercise="5.3"
def check_gradients(loss, theta, grads):
    """The relative error of every tensor of `grads`, each by itself.

    loss   a function: loss(theta) is one number
    theta  Parameters(W, b), where the gradients were taken; stays as it was
    grads  the gradients to be judged, of theta's structure
    Returns Parameters(W, b) of numbers: W[k] is the relative error of grads.W[k] against the numerical gradient of
    loss with respect to W_k, b[k] the same for b_k. (Any form will do in which each tensor has a number of its own.)
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
from autograder.backpropagation.hidden import gradient_checking as hidden

hidden.check_gradients(check_gradients)
### END HIDDEN TESTS

# %% [markdown]
# ## Your own back propagation, on trial
#
# Two small functions of ours put the pieces together. `network` draws a network and a batch; it draws the biases
# too, because biases of zero hide mistakes. `judge` runs one forward pass, one backward pass of your choice, and
# your check.


# %% shows=true
def judge(backward, sizes, m, g, g_prime, seed=0):
    """The relative errors of the gradients that `backward` computes, tensor by tensor."""
    theta, X, y = network(sizes, m, seed)
    h, a, y_hat = forward_propagation(theta, X, g, softmax)
    grads = backward(theta, h, a, y_hat, y, g_prime)

    def loss(theta):
        return cross_entropy(forward_propagation(theta, X, g, softmax)[2], y)

    return check_gradients(loss, theta, grads)


# %% shows=true
draw.checking.table(
    {
        "yours, tanh": judge(back_propagation, [4, 6, 5, 3], 7, np.tanh, tanh_prime),
        "yours, logistic": judge(back_propagation, [4, 6, 5, 3], 7, logistic, logistic_prime),
        "yours, relu": judge(back_propagation, [4, 6, 5, 3], 7, relu, relu_prime),
    }
)

# %% [markdown]
# All of them ✓? Then your derivation, your code and your loss agree. (A ✗ in every row, or a ? that stays with
# other seeds: back to notebook 4, with a better idea of where to look.)
#
# One thing such a check can't see: it compares your gradient with *your* loss. Had you divided both by 10, or
# summed over the batch in both, nothing would show; if in only one of them, it does. That is why the checks of
# notebooks 2 and 4 compare with ours, too.
#
# ### Why not one number for all?
#
# Many programs put all parameters into one long vector and compare norms. Here is what that is worth. A network
# reads raw pixels, 0 to 255, and its backward pass forgets $\nabla_{b_1}$ altogether:


# %% shows=true
def without_b1(theta, h, a, y_hat, y, g_prime):
    """A backward pass that forgets the gradient of b_1."""
    W, b = back_propagation(theta, h, a, y_hat, y, g_prime)
    return Parameters(W, [None, np.zeros_like(b[1]), *b[2:]])


def norm_ratio(one, other):
    """‖a − n‖ / max(‖a‖, ‖n‖) over all tensors at once."""

    def in_a_row(grads):
        return np.concatenate([tensor.ravel() for part in grads for tensor in part[1:]])

    a, n = in_a_row(one), in_a_row(other)
    return np.linalg.norm(a - n) / max(np.linalg.norm(a), np.linalg.norm(n))


theta, pixels, y = network([20, 6, 5, 3], m=8)
pixels = np.abs(pixels) / np.max(np.abs(pixels)) * 255
h, a, y_hat = forward_propagation(theta, pixels, relu, softmax)
right = back_propagation(theta, h, a, y_hat, y, relu_prime)
wrong = without_b1(theta, h, a, y_hat, y, relu_prime)
print(f"one number for all parameters: {norm_ratio(wrong, right):.6f}")
print(f"the relative error of b_1:     {relative_error(wrong[1][1], right[1][1]):.6f}")

# %% [markdown]
# The gradient of $W_1$ is $\nabla_{a_1} x^{\mathsf T}$, hundreds of times larger than that of $b_1$, which is
# $\nabla_{a_1}$. In one norm it drowns the bias. A tensor by itself can't hide.

# %% [markdown]
# ## Before you compare
#
# Some failures have nothing to do with calculus, and cost the most hours. Ask these four first; good gradient
# checkers do.
#
# 1. **Is it float64?** And not integers: see exercise 5.1.
# 2. **Does it give the same answer twice?** Call it again with the *same* arguments. If the answer changes,
#    something remembers.
# 3. **Are its arguments unchanged?** Copy them before, compare after. NumPy arrays are handed over, not copied:
#    `b = a` makes a second name for one array, and `b -= 1` then changes `a`. A function can return the right
#    gradient and ruin the caller's data, so that the *next* thing goes wrong.
# 4. **Are you away from kinks?** Try another seed.
#
# ## Where mistakes hide
#
# A check is as good as its inputs. Each of these makes some mistake invisible; work out which before you read
# on in the line-up.
#
# - one example only, $m = 1$
# - layers of equal width
# - $L = 2$: one hidden layer (the ten below are for $L = 3$: which of their lines would it never have run?)
# - biases of zero
# - an activation with a special property, such as $g'(g(a)) = g'(a)$: which one has it?

# %% [markdown]
# ## The line-up
#
# Ten people were asked for the backward pass of a network with two hidden layers, softmax, cross-entropy and the
# mean over the batch: `back_propagation(theta, h, a, y_hat, y, g_prime)` as in notebook 4, but for $L = 3$ only, so
# they wrote each layer out. All ten say that theirs works. Some are right, in styles you may not expect. Some are
# wrong, in one line each, and every one of these mistakes has been made by real people in real code: to copy a line
# and forget to change an index is the oldest of them. Some of *those* pass a careless check.
#
# Here they are, lines numbered.

# %% shows=true
display(*lineup.values())

# %% [markdown]
# And here is a careless check: one example, every layer three wide, ReLU.

# %% shows=true
careless = {"sizes": [3, 3, 3, 3], "m": 1, "g": relu, "g_prime": relu_prime, "seed": 3}
draw.checking.line_up(lambda suspect: judge(suspect, **careless), lineup)

# %% [markdown]
# Most go free, and among them are several who are wrong. Make a check that leaves them nowhere to hide: change the
# sizes (of all four layers; the ten know no other $L$), the batch, the activation, and run it again. You may need
# more than one, and for one question of *Before you compare* no table will do: you have to ask it yourself.
# `lineup["ash"]` is a function that you can call like your own.
#
# How to read the evidence:
#
# - **Right in the layers above, wrong from one layer down**: the mistake is on the way to that layer.
# - **All $b_k$ wrong, all $W_k$ right**: you know the line.
# - **It raises**: read the traceback; it shows the suspect's own lines. Where it stops is not always where it
#   went wrong.
# - Look at the *ratio* of the two gradients, entry by entry: a constant (½, −1, $m$) says more than the error.
# - **Looks odd** is not evidence. Nobody is wrong for their style.

# %% shows=true
# Your investigation starts here: four examples instead of one. What else?
better = {"sizes": [3, 3, 3, 3], "m": 4, "g": relu, "g_prime": relu_prime, "seed": 3}
draw.checking.line_up(lambda suspect: judge(suspect, **better), lineup)

# %% [markdown]
# ### Exercise 5.4 · `suspects` · 5 points
#
# For each name give `None` if the backward pass is right. Else give the number of the wrong line (the one that you
# would change; where a mistake could be mended in either of two lines, either will do) and your **evidence**, two
# cases:
#
# ```
# "fir": {
#     "line": 3,
#     "shows": {"sizes": [2, 3, 3, 2], "m": 4},
#     "hides": {"sizes": [2, 2, 2, 2], "m": 2, "g": "relu", "seed": 5},
# },
# ```
#
# - `shows` is a case on which the mistake shows: a gradient differs, or it raises. Make it **as small as you can**;
#   what counts is $n_0 + n_1 + n_2 + n_3 + m$.
# - `hides` is a case on which the wrong line does no harm: every gradient comes out right, though none of them is 0
#   throughout. If there can be none, say so: `"hides": None`.
# - `g` is `"tanh"` where you don't say `"relu"` or `"logistic"`, `seed` is 0, and `"calls": 2` asks what a second call
#   with the same arguments gives. The numbers come from `network(sizes, m, seed)`, as in `judge`.
#
# **How it is marked.** A right `None` counts 1. For a wrong pass the line counts ½ and each of the two cases ¼, if the
# line is right; `shows` may be one unit or example larger than the smallest. A line alone, such as `"fir": 3`, is
# taken, and counts ½. As it takes no detective to clear everyone, the marks begin above what that would earn. Replace
# the `"?"`, which stands for *not judged yet*. (The check below looks at the form alone.)

# %% solution="suspects" exercise="5.4"
suspects = {
    "ash": "?",
    "birch": "?",
    "cedar": "?",
    "elm": "?",
    "fir": "?",
    "hazel": "?",
    "larch": "?",
    "maple": "?",
    "oak": "?",
    "pine": "?",
}
### BEGIN SOLUTION
one_each = [1, 1, 1, 2]  # one unit a layer, two classes: fewer would have no gradient
with_relu = {"sizes": one_each, "m": 1, "g": "relu", "seed": 1}  # with this seed both units are active
suspects = {
    "ash": None,  # 1/m once, at the top, where every later line is linear in it
    # g′ at h instead of a; relu′(relu(a)) = relu′(a), so it hides
    "birch": {"line": 8, "shows": {"sizes": one_each, "m": 1}, "hides": with_relu},
    "cedar": None,  # an example a row, so the transposes are where they should be
    # layer 1 goes on from the output's gradient; with equal widths nothing raises, and still it is wrong
    "elm": {"line": 11, "shows": {"sizes": one_each, "m": 1}, "hides": None},
    # 1/m once more on the way down, and again in every gradient below
    "fir": {"line": 7, "shows": {"sizes": one_each, "m": 2}, "hides": {"sizes": one_each, "m": 1}},
    # no g′ in layer 1; where every slope is 1 it hides
    "hazel": {"line": 10, "shows": {"sizes": one_each, "m": 1}, "hides": with_relu},
    # W_2 instead of its transpose: one number is its own
    "larch": {"line": 7, "shows": {"sizes": [1, 1, 2, 2], "m": 1}, "hides": {"sizes": one_each, "m": 1}},
    # no copy, so line 5 changes the caller's y_hat; the first call is right
    "maple": {"line": 4, "shows": {"sizes": one_each, "m": 1, "calls": 2}, "hides": {"sizes": one_each, "m": 1}},
    # len(y_hat) is the number of classes, and not of examples
    "oak": {"line": 3, "shows": {"sizes": one_each, "m": 1}, "hides": {"sizes": one_each, "m": 2}},
    "pine": None,  # y_hat is copied first, and a product with a column of 1/m is a mean
}
### END SOLUTION

# %% test="test_suspects" points=5
check.suspects(suspects)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import gradient_checking as hidden

hidden.suspects(suspects)
### END HIDDEN TESTS

# %% [markdown]
# ## Derive one yourself
#
# Every backward pass so far stood on a slide. This one stands nowhere: you get a layer of your own, drawn from your
# student id, and nobody tells you what goes back. You need no one to tell you, either: you have the instrument that
# says whether you are right.
#
# Run the next cell to see your layer.

# %% shows=true
own_layer.card()

# %% [markdown]
# ### Exercise 5.5 · `own_layer_forward` · 2 points
#
# Write the formula of *your* layer for a whole batch. Some layers need something besides $a$; it comes as `c`, and the
# others get `None`. Change none of the arguments.


# %% solution="own_layer_forward" exercise="5.5"
def own_layer_forward(a, c):
    """What comes out of your layer.

    a  (n, m), an example a column
    c  what your layer needs besides, as its card says, or None
    Returns an array of the shape that the card says: a number for each entry, or one for each example, (1, m).
    """
    ### BEGIN SOLUTION
    return np.logaddexp(0, a)  # the layer of this solution is softplus
    ### END SOLUTION


# %% test="test_own_layer_forward" points=2
check.own_layer_forward(own_layer_forward)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import gradient_checking as hidden

hidden.own_layer_forward(own_layer_forward)
### END HIDDEN TESTS

# %% [markdown]
# ### How to find what goes back
#
# Call what comes out $o$. From above you get $\nabla_o$, an entry for each entry of $o$. You want $\nabla_a$. Take a
# pencil, one column, and **one** entry $a_j$ of it:
#
# 1. Which entries $o_i$ move when $a_j$ moves? One of them, or all?
# 2. Differentiate each of them: $\partial o_i / \partial a_j$. The case $i = j$ may differ from the others.
# 3. Every path counts, so add them up: $\dfrac{\partial \mathscr{L}}{\partial a_j} =
#    \sum_i \dfrac{\partial \mathscr{L}}{\partial o_i}\, \dfrac{\partial o_i}{\partial a_j}$.
# 4. Write that for all $j$ at once, and for all columns.
#
# ### Exercise 5.6 · `own_layer_backward` · 5 points
#
# `grad_out` is $\nabla_o$ of a batch. Like your `hidden_gradient`, the function works per example: no mean is taken
# here, that comes later. Change none of the arguments.


# %% solution="own_layer_backward" exercise="5.6"
def own_layer_backward(grad_out, a, c):
    """What goes back through your layer: the gradient with respect to a.

    grad_out  the gradient with respect to what comes out, of its shape
    a, c      as own_layer_forward had them
    Returns an array of a's shape, (n, m).
    """
    ### BEGIN SOLUTION
    return grad_out * logistic(a)
    ### END SOLUTION


# %% test="test_own_layer_backward" points=5
check.own_layer_backward(own_layer_backward, own_layer_forward)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import gradient_checking as hidden

hidden.own_layer_backward(own_layer_backward, own_layer_forward)
### END HIDDEN TESTS

# %% [markdown]
# **Prove it.** The check above knows the answer. For a layer that nobody has derived before, nobody does, and then
# your own `check_gradients` is all there is. It wants a loss of $\theta$: put your layer on top of
# $a = b_1 + W_1 X$, and weight what comes out with fixed random numbers, so that no factor can hide behind ones.

# %% shows=true
theta, X, c = own_layer.example(np.random.default_rng(5))


def a_of(theta):
    """The pre-activation, (n, m)."""
    return theta.b[1] + theta.W[1] @ X


weights = np.random.default_rng(6).standard_normal(np.shape(own_layer_forward(a_of(theta), c)))


def loss_of_mine(theta):
    """The mean over the batch of what your layer gives, weighted."""
    return np.sum(weights * own_layer_forward(a_of(theta), c)) / X.shape[1]


pair = parameter_gradients(own_layer_backward(weights, a_of(theta), c), X)
grads = Parameters(*([None, tensor] for tensor in pair))
draw.checking.table({"my layer": check_gradients(loss_of_mine, theta, grads)})

# %% [markdown] locked="own_layer_marking"
# ### Exercise 5.7 · The term that surprises · 1 point
#
# The card of your layer asks a question about its gradient. Answer it in one sentence, two at most. A person reads it.
#
# *How this is marked:* 1 point for the term *and* the path or function that it comes from; ½ for one of the two.
#
# ### BEGIN MARK SCHEME
# The card shows which layer, and its question (`lab/own_layer.py`). A note tells you where the layer is another one
# than the student's id draws: no mark hangs on that. The term, and where it comes from:
#
# - softplus: the logistic function; it is $e^a/(1+e^a)$. leaky ReLU: 0.1 below 0, so a unit that is off can come back.
# - skip: the 1 of the direct path, which no slope can make small. scaled residual: the paths part at $a$; two
#   functions of one entry, so their derivatives add up, and $c^{\mathsf T}$ comes from the sum over the rows.
# - layer normalisation: the mean of the gradients from $\mu$, the mean of gradient times output from $s$. unit length:
#   the part along $a$: a longer $a$ gives the same output.
# - swish: $a\,\sigma'(a)$, below 0 where $a$ is. log-softmax: through the sum in $\ln\sum_j e^{a_j}$, in every entry.
# - smoothed labels: back to less certainty, since $t$ is nowhere 1. squared error at softmax: the sum from softmax's
#   denominator, $\hat y_i$ from its derivative. Huber: the slope of $|d|$ is $\pm 1$; one wild label can't rule.
#   dropout: 1/0.8 is a factor of the forward pass, so that the mean of what comes out stays the same.
# ### END MARK SCHEME

# %% [markdown] manual="own_layer_why" points=1
# ### BEGIN SOLUTION
# The slope of softplus is the logistic function: differentiating $\ln(1+e^a)$ gives $e^a/(1+e^a)$, which is
# $\sigma(a)$.
# ### END SOLUTION

# %% [markdown]
# ## What you have now
#
# 1. `numerical_gradient`: central differences, with an error of $\varepsilon^2 |f'''|/6$ plus
#    $\rho|f|/\varepsilon$, both of which you have derived and seen.
# 2. A reason for $\varepsilon = 10^{-5}$, and for float64.
# 3. `relative_error`, which means the same at every size, and knowledge of what it can't judge: entries as
#    small as the noise.
# 4. `check_gradients`, tensor by tensor, and the habit of inputs that hide nothing: different widths,
#    $L \ge 3$, $m > 1$, biases that aren't zero, a smooth activation, a second call. ReLU's kink is no bug.
# 5. Practice in going from *where* the gradients are wrong to *which line*.
# 6. A backward pass that is yours alone, from a formula to a proof: the way in which every new layer is made.
#
# **If you want more.** (a) For a large network, check along a random direction $d$ instead: $\big(f(\theta +
# \varepsilon d) - f(\theta - \varepsilon d)\big) / 2\varepsilon$ against $d^{\mathsf T} \nabla f$ costs two
# evaluations, however many parameters there are. Which mistakes could slip through? (b) The *complex step*
# $\text{Im}\, f(x + i\varepsilon)/\varepsilon$ subtracts nothing, so nothing cancels: try it on `lambda x: np.exp(x) *
# np.sin(x)` with $\varepsilon = 10^{-200}$.
#
# Save this notebook. **Next:** notebook 6. Now that the gradient can be trusted, follow it downhill.

# %% [markdown]
# **To hand in**, now or when all seven notebooks are done: save, then run this. It decides no marks.

# %% shows=true
from lab import hand_in

hand_in()
