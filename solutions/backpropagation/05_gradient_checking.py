# %% [markdown]
# # 5 · Gradient checking
#
# In notebook 4 you turned a derivation into code. Both can be wrong, and the usual evidence that they are
# right, *the loss goes down*, is no evidence at all: networks with missing factors, swapped arrays and layers
# that never learn have gone down, and reached good accuracy, and been handed in. In this notebook you build the
# instrument that tells: a gradient computed from the loss alone, without any of the calculus that you want to
# check. Then you turn it on ten backward passes that other people wrote.
#
# **When you are through, you can**
#
# 1. estimate any gradient from values of the function, and say how large the error of the estimate is, and why;
# 2. choose the step: small enough, and not too small;
# 3. compare two gradients by a measure that means the same for large gradients and for tiny ones;
# 4. check a network's gradients tensor by tensor, and tell a bug from a kink;
# 5. find the wrong line of a backward pass by what its gradients look like.
#
# **You need** your functions of notebooks 1 to 4, and Taylor's theorem. **Time**: about 60 minutes, 20 of them
# for the detective work at the end.
#
# | exercise | what you write | points |
# |---|---|---|
# | 5.1 | `numerical_gradient` | 4 |
# | 5.2 | `relative_error` | 3 |
# | 5.3 | `check_gradients` | 3 |
# | 5.4 | `suspects`: who is wrong, and in which line? | 5 |

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
from lab.suspects import lineup

### EARLIER FUNCTIONS

# %% [markdown]
# ## A slope from two values
#
# The derivative is a limit, $f'(x) = \lim_{\varepsilon \to 0} \big(f(x+\varepsilon) - f(x)\big)/\varepsilon$. A
# computer can't take the limit, but it can stop at a small $\varepsilon$. That is the **forward difference**.
# How wrong is it? Taylor's theorem answers exactly: for some $\xi$ between $x$ and $x + \varepsilon$,
#
# $$f(x+\varepsilon) = f(x) + \varepsilon f'(x) + \tfrac{\varepsilon^2}{2} f''(\xi)
# \quad\Longrightarrow\quad
# \frac{f(x+\varepsilon) - f(x)}{\varepsilon}
# = f'(x) + \underbrace{\tfrac{\varepsilon}{2} f''(\xi)}_{\text{truncation}}.$$
#
# Halve the step, and the error halves. We can do much better at almost no cost by stepping to *both* sides.
# Write the expansion for $+\varepsilon$ and for $-\varepsilon$, one term further:
#
# $$f(x \pm \varepsilon) = f(x) \pm \varepsilon f'(x) + \tfrac{\varepsilon^2}{2} f''(x)
# \pm \tfrac{\varepsilon^3}{6} f'''(\xi_\pm).$$
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
# formulas say: for the central one $\varepsilon^2 f'''/6 = 0.01 \cdot 6/6 = 0.01$.
#
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
# That takes two evaluations of $f$ *for every entry*. A network of the sizes 784, 100, 10 has 79,510
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
    """The gradient of f at x by central differences, an entry at a time:

        ∂f/∂x_i  ≈  ( f(x + ε e_i) − f(x − ε e_i) ) / 2ε        e_i: 1 at entry i, 0 elsewhere

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
# up to $u\,|f|$ with $u = 2^{-53} \approx 1.1 \cdot 10^{-16}$, even if nothing else goes wrong. The two values
# that we subtract are nearly equal: what they share cancels, their rounding errors don't, and we divide those
# by a small number:
#
# $$\text{error} \;\lesssim\;
# \underbrace{\tfrac{\varepsilon^2}{6}\,|f'''|}_{\text{truncation: grows with } \varepsilon}
# \;+\; \underbrace{\frac{u\,|f|}{\varepsilon}}_{\text{rounding: grows as } \varepsilon \text{ shrinks}}.$$
#
# (Two values, each off by up to $u|f|$, over $2\varepsilon$.) The sum is least where its derivative with
# respect to $\varepsilon$ is zero:
#
# $$\tfrac{\varepsilon}{3} |f'''| = \frac{u |f|}{\varepsilon^2}
# \quad\Longrightarrow\quad \varepsilon^\ast = \Big(\frac{3\,u\,|f|}{|f'''|}\Big)^{1/3}
# \approx (3u)^{1/3} \approx 7 \cdot 10^{-6}\ \text{ where } |f| \approx |f'''|.$$
#
# So a step of $10^{-5}$ is a good default, and leaves an error near $10^{-11}$. For forward differences the
# same argument gives $\varepsilon^\ast \approx 2\sqrt{u} \approx 2 \cdot 10^{-8}$ and an error near $10^{-8}$,
# a thousand times worse.
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
# $u|f|/\varepsilon$; a few dots are above it, because the logistic rounds inside, too. At $x = 0.8$ it has
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
# **In float32** $u = 2^{-24} \approx 6 \cdot 10^{-8}$. The same formulas give a best step near 0.006 and an
# error near $10^{-5}$: hardly better than some bugs. Always check gradients in float64, even when you train in
# float32.

# %% [markdown]
# ## Close, compared with what?
#
# You now have two gradients, an *analytic* one, $a$, and a numerical one, $n$. Are they the same?
# $|a - n| < 10^{-8}$ sounds strict, and is meaningless. In a deep network gradients of $10^{-9}$ are common;
# there, every $a$ passes: zero, half, the wrong sign. And a right gradient of a large loss fails, because
# rounding is in proportion to the size of the numbers. (A famous course used just such a bound, on gradients
# smaller than it.) Measure the difference by the numbers' own size:
#
# $$\text{relative error} = \max_i \; \frac{|a_i - n_i|}{\max(|a_i|, |n_i|)}, \qquad \text{with } \tfrac{0}{0} = 0 .$$
#
# It doesn't change when both gradients are scaled. It is symmetric in the two, and never above 2. It is 1 when
# one of the two is forgotten (zero), ½ when one is half the other, and 2 when the sign is wrong.
#
# **By hand.** For $a = (2,\; 0,\; 10^{-6})$ and $n = (2.002,\; 0,\; 2 \cdot 10^{-6})$ the three entries give
# $0.002/2.002 \approx 0.001$, then $0$, then $10^{-6} / (2 \cdot 10^{-6}) = 0.5$. The relative error is
# **0.5**. The ratio of norms, $\lVert a - n \rVert / \lVert n \rVert \approx 0.001$, would have hidden the last
# entry behind the first.

# %% [markdown]
# ### Exercise 5.2 · `relative_error` · 3 points
#
# Mind entries where both are zero (ReLU makes many): no warning, no NaN, just 0. But a NaN *in* a gradient must
# not vanish: let it come out as NaN. That is also why you should always ask `error < bound`, and never
# `error > bound`: with NaN, both are false.


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
# Now see the absolute bound lie. The function is $s \cdot \sum_i \text{logistic}(x_i)$ with a factor $s$ from
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
# Why not always $10^{-11}$, as in the V? Because $u|f|/\varepsilon \approx 10^{-11}$ is an *absolute* error, in
# proportion to the loss. A tensor has large entries and small ones, and beside an entry of $10^{-6}$ it is
# $10^{-5}$ already. Beside one of $10^{-12}$ the numerical gradient is all noise. So when the verdict is in
# between, print $a$ and $n$ at the worst entry before you believe it.

# %% [markdown]
# ## The kink
#
# Taylor's theorem asked for derivatives. ReLU has none at 0. If $|a| < \varepsilon$ then one of our two steps
# lands on the other side of the kink, and for $g = \text{relu}$
#
# $$\frac{g(a+\varepsilon) - g(a-\varepsilon)}{2\varepsilon} = \frac{(a + \varepsilon) - 0}{2\varepsilon}
# = \frac12\Big(1 + \frac{a}{\varepsilon}\Big),$$
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
# $$f(W) = \mathscr{L}\big([W_1, W, W_3, \dots, b_1, b_2, \dots]\big), \qquad
# \nabla_{W_2} \mathscr{L}(\theta) \approx \text{the numerical gradient of } f \text{ at } W_2.$$
#
# Do that for each $W_k$ and each $b_k$ in turn, and keep the errors apart. It tells you *where* to look, and it
# hides nothing.

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
# Two small functions of ours put the pieces together. `a_network` draws a network and a batch; note that it
# draws the biases too, because biases of zero hide mistakes. `judge` runs one forward pass, one backward pass
# of your choice, and your check.


# %% shows=true
def a_network(sizes, m, seed=0):
    """Random parameters, inputs X (n_0, m) and labels y (m,)."""
    rng = np.random.default_rng(seed)
    W, b = initialize_parameters(sizes, rng)
    b = [None] + [rng.standard_normal(b_k.shape) for b_k in b[1:]]
    return Parameters(W, b), rng.standard_normal((sizes[0], m)), rng.integers(sizes[-1], size=m)


def judge(backward, sizes, m, g, g_prime, seed=0):
    """The relative errors of the gradients that `backward` computes, tensor by tensor."""
    theta, X, y = a_network(sizes, m, seed)
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


theta, pixels, y = a_network([20, 6, 5, 3], m=8)
pixels = np.abs(pixels) / np.max(np.abs(pixels)) * 255
h, a, y_hat = forward_propagation(theta, pixels, relu, softmax)
right = back_propagation(theta, h, a, y_hat, y, relu_prime)
wrong = without_b1(theta, h, a, y_hat, y, relu_prime)
print(f"one number for all parameters: {norm_ratio(wrong, right):.6f}")
print(f"the relative error of b_1:     {relative_error(wrong[1][1], right[1][1]):.6f}")

# %% [markdown]
# The gradient of $W_1$ is $\nabla_{a_1} x^T$, hundreds of times larger than that of $b_1$, which is
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
# For each name give `None` if the backward pass is right, or else the number of the wrong line: the one that
# you would change. Where a mistake could be mended in either of two lines, either will do. Replace the `"?"`,
# which stands for *not judged yet*. An answer counts when verdict and line are right, and as it takes no
# detective to clear everyone, the marks begin above what that would earn. (The check below looks at the form
# alone.)

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
# What shows them: {"sizes": [4, 6, 5, 3], "m": 7, "g": np.tanh, "g_prime": tanh_prime}, then {"sizes": [3, 3, 3, 3], …}
# for the numbers of those that raise, then a second call with the same y_hat.
suspects = {
    "ash": None,  # 1/m once, at the top, where every later line is linear in it
    "birch": 8,  # g′ at h instead of a; with ReLU, relu′(relu(a)) = relu′(a), so it hides
    "cedar": None,  # an example a row, so the transposes are where they should be
    "elm": 11,  # layer 1 goes on from the output's gradient; with equal widths nothing raises
    "fir": 7,  # 1/m once more on the way down, and again in every gradient below; with m = 1 it hides
    "hazel": 10,  # no g′ in layer 1; where every slope is 1 it hides
    "larch": 7,  # W_2 instead of its transpose; with equal widths nothing raises
    "maple": 4,  # no copy, so line 5 changes the caller's y_hat; the first call is right
    "oak": 11,  # a sum where the mean belongs; with m = 1 it hides
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
# ## What you have now
#
# 1. `numerical_gradient`: central differences, with an error of $\varepsilon^2 |f'''|/6$ plus
#    $u|f|/\varepsilon$, both of which you have derived and seen.
# 2. A reason for $\varepsilon = 10^{-5}$, and for float64.
# 3. `relative_error`, which means the same at every size, and knowledge of what it can't judge: entries as
#    small as the noise.
# 4. `check_gradients`, tensor by tensor, and the habit of inputs that hide nothing: different widths,
#    $L \ge 3$, $m > 1$, biases that aren't zero, a smooth activation, a second call. ReLU's kink is no bug.
# 5. Practice in going from *where* the gradients are wrong to *which line*.
#
# **If you want more.** (a) For a large network, check along a random direction $v$ instead:
# $\big(f(\theta + \varepsilon v) - f(\theta - \varepsilon v)\big) / 2\varepsilon$ against $v^T \nabla f$ costs
# two evaluations, however many parameters there are. Which mistakes could slip through? (b) The *complex step*
# $\text{Im}\, f(x + i\varepsilon)/\varepsilon$ subtracts nothing, so nothing cancels: try it on
# `lambda x: np.exp(x) * np.sin(x)` with $\varepsilon = 10^{-200}$.
#
# Next, notebook 6: now that the gradient can be trusted, follow it downhill.

# %% [markdown]
# **To hand in**, now or when all seven notebooks are done: save, then run this. It decides no marks.

# %% shows=true
from lab import hand_in

hand_in()
