# %% [markdown]
# # 6 · Gradient descent
#
# You have a gradient, and you know that it is right. Now use it. This notebook is the lecture's first
# algorithm, the one that calls the other two: initialise, go forward, go backward, take a step; a thousand
# times.
#
# **When you are done, you can**
#
# 1. say why the step is $-\eta\,\nabla\theta$, and what it promises about the loss;
# 2. write the whole learning algorithm from functions that are all your own;
# 3. read a learning curve: too small an $\eta$, a right one, one too large;
# 4. watch a decision boundary form, and say what the hidden layers are for;
# 5. explain why a falling loss doesn't prove a gradient.
#
# **You need** your functions of notebooks 1 to 4 (5 is not needed to run this one). **Time:** about 45 minutes.
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

from lab import ask, check, draw, explore, mine
from lab.parameters import Parameters
from lab.spiral import spiral

### EARLIER FUNCTIONS

# %% [markdown]
# ## Which way, and how far?
#
# Stand at $\theta$ and take a small step of length $\eta$ in some direction $d$, a vector of length 1. (Think
# of all of $\theta$ as one long vector.) Taylor's theorem to first order says what it does to the loss:
#
# $$\mathscr{L}(\theta + \eta d) = \mathscr{L}(\theta) + \eta\, d^{\mathsf T} \nabla\mathscr{L}(\theta) + O(\eta^2).$$
#
# Which $d$ lowers it most? By the inequality of Cauchy and Schwarz $d^{\mathsf T} \nabla\mathscr{L} \ge -\lVert d
# \rVert\, \lVert \nabla\mathscr{L} \rVert = -\lVert \nabla\mathscr{L} \rVert$, and equality holds only for $d =
# -\nabla\mathscr{L} / \lVert \nabla\mathscr{L} \rVert$. So go **against the gradient**: no other direction is steeper.
# The lecture's step
#
# $$\boxed{\;\theta_{t+1} \leftarrow \theta_t - \eta\, \nabla\theta_t\;}$$
#
# takes it without dividing by the length, so that steps shrink by themselves where the ground is flat. (The
# lecture writes $\nabla\theta$ for $\nabla\mathscr{L}(\theta)$.) Put $-\eta \nabla\mathscr{L}$ in place of
# $\eta d$ and you have the promise:
#
# $$\mathscr{L}(\theta - \eta \nabla\mathscr{L})
# = \mathscr{L}(\theta) - \eta\, \lVert \nabla\mathscr{L} \rVert^2 + O(\eta^2).$$
#
# For small $\eta$ the loss *must* fall, by $\eta \lVert \nabla\mathscr{L} \rVert^2$. How small is small? The
# simplest case shows it. Let $\mathscr{L}(\theta) = \tfrac{c}{2} \theta^2$ with a single number $\theta$ and a
# curvature $c > 0$. The gradient is $c\,\theta$, and a step is
#
# $$\theta_{t+1} = \theta_t - \eta c\, \theta_t = (1 - \eta c)\, \theta_t .$$
#
# Every step multiplies $\theta$ by the same $1 - \eta c$. For which $\eta$ does that lead away from the bottom? (A loss
# in two directions has a $\theta$ and a $c$ for each.)

# %% shows=true
ask.largest_learning_rate(...)

# %% [markdown]
# Near a factor of 1, it creeps; at 0, when $\eta = 1/c$, one step
# is enough; below 0 it leaps over the valley, still nearer each time as long as $1 - \eta c > -1$. **Beyond
# $\eta = 2/c$ every step is further out than the last**: it diverges. A network's loss has a different
# curvature in each direction, and the largest one sets the limit: $\eta < 2/c_{\max}$.

# %% shows=true
ask.one_step(...)

# %% [markdown]
# ### Exercise 6.1 · `update_parameters` · 2 points
#
# One step, for every $W_k$ and every $b_k$. Leave `theta` as it was: `W[k] -= eta * grad_W[k]` would change the
# arrays that the caller still holds in `theta`; whoever kept $\theta_t$ to compare it with $\theta_{t+1}$
# would find the two equal.
#
# **By hand.** For $W_1 = (2,\; -1)$, $\nabla_{W_1} = (0.5,\; 3)$ and $\eta = 0.1$ the new $W_1$ is
# $(1.95,\; -1.3)$.


# %% solution="update_parameters" exercise="6.1"
def update_parameters(theta, grads, eta):
    """One step downhill, for every W_k and b_k.

    theta  Parameters(W, b); stays as it was
    grads  the gradients, of theta's structure
    eta    the learning rate η
    Returns Parameters(W, b) of the same shapes, W[0] and b[0] None.
    """
    ### BEGIN SOLUTION
    W, b = theta
    grad_W, grad_b = grads
    new_W = [None] + [W[k] - eta * grad_W[k] for k in range(1, len(W))]
    new_b = [None] + [b[k] - eta * grad_b[k] for k in range(1, len(b))]
    return Parameters(new_W, new_b)
    ### END SOLUTION


# %% test="test_update_parameters" points=2
check.update_parameters(update_parameters)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import gradient_descent as hidden

hidden.update_parameters(update_parameters)
### END HIDDEN TESTS

# %% [markdown]
# Here are six of your steps on $\tfrac12 \theta^2$ (so $c = 1$), from the large dot at $\theta = -1$. Check by
# the formula where each should end.

# %% shows=true
draw.descent.parabola(update_parameters, etas=[0.1, 1.0, 1.8, 2.2])

# %% [markdown]
# ## Does the promise hold in a real network?
#
# First something to learn: three classes, three arms of a spiral, wound so that no straight line parts them.

# %% shows=true
X, y = spiral(classes=3, per_class=25, rng=np.random.default_rng(6))
draw.descent.examples(X, y)

# %% [markdown]
# Take one step from fresh parameters, with many different $\eta$, and compare what you gain with the promised
# $\eta \lVert \nabla\mathscr{L} \rVert^2$. (The norm runs over all of $\theta$.) Near 0 the curve must touch
# the dashed line, *if the gradient is right*. This is one more gradient check, along a single direction; the
# next experiments will show why it is worth having.


# %% shows=true
def loss(theta):
    """The loss on the spiral."""
    return cross_entropy(forward_propagation(theta, X, np.tanh, softmax)[2], y)


theta_0 = initialize_parameters([2, 12, 12, 3], np.random.default_rng(3))
h, a, y_hat = forward_propagation(theta_0, X, np.tanh, softmax)
draw.descent.promise(update_parameters, loss, theta_0, back_propagation(theta_0, h, a, y_hat, y, tanh_prime))

# %% [markdown]
# The best single step is far from small, and just beyond it the loss goes *up*. Nor is the greediest step the
# best policy: the limit $2/c_{\max}$ moves as $\theta$ moves, and an $\eta$ that is good now may be too large a
# hundred steps later.

# %% [markdown]
# ## The algorithm
#
# This is the slide, line by line, and beside it what you have for it:
#
# | the slide, Algorithm: gradient_descent() | yours |
# |:---|:---|
# | $t \leftarrow 0$; | a loop counts by itself |
# | $max\_iterations \leftarrow 1000$; | the argument `max_iterations` |
# | Initialize $\theta_0 = [W_1^0, \dots, W_L^0, b_1^0, \dots, b_L^0]$; | `initialize_parameters`, notebook 3 |
# | **while** $t{+}{+} < max\_iterations$ **do** | a loop |
# | &emsp;$h_1, \dots, a_1, \dots, a_L, \hat y =$ forward_propagation$(\theta_t)$; | `forward_propagation`, notebook 3 |
# | &emsp;$\nabla\theta_t =$ backward_propagation$(h_1, \dots, a_L, \hat y)$; | `back_propagation`, notebook 4 |
# | &emsp;$\theta_{t+1} \leftarrow \theta_t - \eta\,\nabla\theta_t$; | `update_parameters`, exercise 6.1 |
# | **end** | `return theta, losses` |
#
# `t++ < max_iterations` is C: compare first, then count. The body runs for $t = 0$, is counted, and so on; with
# `max_iterations = 1000` it runs exactly 1000 times, and with 0 not at all. Python has no `++`; any loop that
# runs `max_iterations` times is the same.
#
# Two things are not on the slide. `back_propagation` needs $\theta$ and $y$, as you know. And we want to watch:
# keep one loss an iteration, that of $\theta_t$, from the $\hat y$ that the forward pass has just given you. It
# costs nothing extra. So `losses[0]` belongs to $\theta_0$, and the loss of the parameters that you return,
# after the last step, isn't in the list.
#
# All examples take part in every step; the gradient is the mean over all of them. (Notebook 7 will use a few at
# a time.)

# %% [markdown]
# ### Exercise 6.2 · `gradient_descent` · 5 points
#
# Put it together: `initialize_parameters`, `forward_propagation` with `softmax` at the output, `cross_entropy`,
# `back_propagation`, `update_parameters`. Use the `g`, `g_prime` and `rng` that you are given.


# %% solution="gradient_descent" exercise="6.2"
def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    """The lecture's algorithm, on all examples at once: softmax at the output, cross-entropy as the loss.

    X          (n_0, m), an example a column
    y          (m,), the true classes, integers from 0
    sizes      [n_0, n_1, …, n_L]
    eta        the learning rate η
    g, g_prime the activation of the hidden layers, and its derivative
    rng        a NumPy random Generator for the initial parameters; None: a fresh one
    Returns (theta, losses): the parameters after the last step, and a list of max_iterations numbers, the loss of
    θ_0, θ_1, …: each of the parameters *before* that iteration's step. (One more, of the last, does no harm.)
    """
    ### BEGIN SOLUTION
    theta = initialize_parameters(sizes, np.random.default_rng() if rng is None else rng)
    losses = []
    for _ in range(max_iterations):
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
    return theta, losses
    ### END SOLUTION


# %% test="test_gradient_descent" points=5
check.gradient_descent(gradient_descent)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import gradient_descent as hidden

hidden.gradient_descent(gradient_descent)
### END HIDDEN TESTS

# %% [markdown]
# ## Three learning rates
#
# The same network from the same $\theta_0$ (the same seed), with three values of $\eta$, each for the lecture's 1000
# iterations.


# %% shows=true
def descend(eta=0.3, max_iterations=1000, g_prime=tanh_prime):
    """Your gradient descent on the spiral, always from the same θ_0."""
    return gradient_descent(
        X, y, [2, 12, 12, 3], eta, max_iterations, g=np.tanh, g_prime=g_prime, rng=np.random.default_rng(3)
    )


right = descend(eta=0.3)
draw.descent.learning_curves(
    {
        "η = 0.003, too small": descend(eta=0.003)[1],
        "η = 0.3, right": right[1],
        "η = 30, diverges": descend(eta=30)[1],
    },
    title="The loss of $θ_t$, for three learning rates",
)

# %% [markdown]
# (The figures in what follows are from our own run. Another scheme of initial weights, or another seed, gives
# other digits and the same story.)
#
# - **Too small**: a smooth fall, and hardly any. Nothing is wrong with it but its speed. Compare its end, after
#   1000 iterations, with the other curve after ten: a hundredth of the step, a hundred times the iterations, the
#   same place. It is easily mistaken for a network that can't do better.
# - **Right**: fast at first, a slower stretch while the hidden layers find something useful, then down to a
#   hundredth of the start.
# - **Diverges**: after five steps nearly all tanh units are saturated, their slope is nearly 0, and the
#   hidden layers get no gradient any more. The loss stays far above $\ln 3 \approx 1.10$, the loss of someone
#   who knows nothing and says ⅓ to each class.
#
# That number is worth remembering: a fresh network of $n_L$ classes should start near $\ln n_L$. If yours starts
# elsewhere, look at the initial weights first.

# %% [markdown]
# ## The boundary as it forms
#
# A colour for the class that $\hat y$ holds likeliest, at every point of the plane, as a film: press *Play*, or step
# through it. The first $t$ iterations are the same whatever comes after, so running again with `max_iterations=t`
# shows the network as it was at time $t$. Choose a learning rate for each side and let them run beside each other.


# %% shows=true
def predictor(theta):
    """The function from points (2, m) to probabilities (3, m) that theta stands for."""
    return lambda points: forward_propagation(theta, points, np.tanh, softmax)[2]


explore.film(descend, predictor, X, y, etas=[0.03, 0.3, 1.0])

# %% [markdown]
# At $t = 0$ the regions are the accident of random weights. Within ten steps the network finds about the best
# that nearly straight cuts can do, with half of the examples right. Only then do the boundaries bend,
# wind inwards and reach around the arms. A network without hidden layers, `sizes=[2, 3]`, never gets further
# than straight cuts (after 1000 iterations it has 44 % right): $\operatorname{softmax}(b + Wx)$ has straight
# boundaries, and a spiral has none.

# %% [markdown]
# ## What a wrong gradient does
#
# Now the experiment that this course is built around. `g_prime` is an argument, so you can give your right and
# tested code a wrong gradient without touching it. Four runs of 300 iterations, everything else equal:
#
# | run | the hidden layers' slope | which mistake is that? |
# |---|---|---|
# | right | $g'(a)$ | none |
# | at h | $g'(h)$, with $h = g(a)$ | the wrong one of two arrays |
# | last layer only | $0$ | a loop that stops early: the layers below never learn |
# | no slope | $1$ | the last line of the pseudo code forgotten |
#
# **Before you run it**, put them in order: which will look worst? Which will you be able to tell from the right
# one by its curve?

# %% shows=true
wrong = {
    "at h": lambda a: tanh_prime(np.tanh(a)),
    "last layer only": np.zeros_like,
    "no slope": np.ones_like,
}
gradients = {"right": tanh_prime, **wrong}
curves = {name: descend(max_iterations=300, g_prime=slope)[1] for name, slope in gradients.items()}
draw.descent.learning_curves(curves, title="Right and wrong gradients")
explore.film(descend, predictor, X, y, etas=[0.3], wrong=wrong)

# %% [markdown]
# Look at the curves again, and at the film: the right gradient beside a wrong one of your choice, both with
# $\eta = 0.3$.
#
# - **At h** learns, and in the end it gets all but two of the examples right; the true gradient, all but one. On
#   the way the loss leaps up, higher than where it began, and comes down again; one would blame the learning rate
#   for that, make it smaller, and be content.
# - **Last layer only** falls from beginning to end, smoothly, and is still falling. Nobody would suspect that
#   two of three layers have never moved. The output layer does what it can with 12 random features of 12 random
#   features.
# - **No slope** goes down as fast as the right one for the first iterations; then it stays where straight cuts
#   end, and drifts off. "The problem is hard", one says, "perhaps a wider network".
#
# None of the three is right, and none crashes. A network is robust against a wrong gradient, as long as it
# points roughly downhill; this is what makes such mistakes live so long. **The loss went down** means only that
# the direction made an angle of less than 90° with the right one.
#
# Your check of notebook 5 needs seven examples and no training to tell them apart:


# %% shows=true
def errors_with(g_prime):
    """The relative errors of the gradients of a small network, when back propagation is given this g_prime."""
    few, labels = X[:, :7], y[:7]
    theta = initialize_parameters([2, 5, 4, 3], np.random.default_rng(3))
    h, a, y_hat = forward_propagation(theta, few, np.tanh, softmax)
    grads = back_propagation(theta, h, a, y_hat, labels, g_prime)
    return check_gradients(
        lambda theta: cross_entropy(forward_propagation(theta, few, np.tanh, softmax)[2], labels), theta, grads
    )


draw.checking.table(
    {
        "right": errors_with(tanh_prime),
        "at h": errors_with(lambda a: tanh_prime(np.tanh(a))),
        "last layer only": errors_with(np.zeros_like),
        "no slope": errors_with(np.ones_like),
    }
)

# %% [markdown]
# The last layer is right in all four (nothing has gone through a slope yet), and everything below it is wrong
# in three. That is the whole case against "it trains, so it works".
#
# ## Play
#
# Nothing here is graded. Some questions worth a run: What does a wrong *sign* look like (`eta=-0.3`)? A
# gradient that is a sum where the loss is a mean (`eta` times 75)? Why does
# `g_prime=lambda a: 2 * tanh_prime(a)`, which is wrong, learn *faster*? How few units in a layer can still part
# three arms?

# %% shows=true
theta, losses = descend(eta=0.3, max_iterations=100)
print(f"loss of the first parameters {losses[0]:.4f}, of the last before the end {losses[-1]:.4f}")

# %% [markdown]
# **Your curve over ours.** Our figures are plain Matplotlib: until the cell ends, whatever you plot goes into the same
# picture. Which $\eta$ gets below the curve of $\eta = 0.3$, and stays there?

# %% shows=true
import matplotlib.pyplot as plt

draw.descent.learning_curves({"η = 0.3": descend(0.3, max_iterations=300)[1]}, title="Mine beside η = 0.3")
plt.plot(descend(1.0, max_iterations=300)[1], color="black", label="η = 1, mine")
plt.legend()
plt.show()

# %% [markdown]
# ## What you have now
#
# 1. The step $\theta - \eta \nabla\theta$ from a first-order argument, its promise
#    $\eta \lVert \nabla\mathscr{L} \rVert^2$, and the limit $2/c_{\max}$ beyond which it breaks.
# 2. `gradient_descent`: the lecture's learning algorithm, every line of it yours.
# 3. Three learning curves to compare yours with, and $\ln n_L$ as the place where they should start.
# 4. A picture of what hidden layers do: they bend the boundary.
# 5. Proof by experiment that wrong gradients learn.
#
# Save this notebook. **Next:** notebook 7, the same algorithm, a few examples at a time, on real pictures.

# %% [markdown]
# **To hand in**, now or when all seven notebooks are done: save, then run this. It decides no marks.

# %% shows=true
from lab import hand_in

hand_in()
