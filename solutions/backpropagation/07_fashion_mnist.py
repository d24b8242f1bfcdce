# %% [markdown]
# # 7 · Fashion-MNIST
#
# Everything so far was small enough to check by hand. Now your functions meet 70,000 real pictures. Nothing about the
# gradient changes; what changes is how often you can afford to compute it, and what you do with it.
#
# **When you are done, you can**
#
# 1. say why a gradient of 256 examples does the work of one of 60,000, and what it costs in noise;
# 2. write momentum, Nesterov's method and Adam, and derive what each of their terms is for;
# 3. train a network on real images with nothing but your own code and NumPy;
# 4. choose by validation images, and keep the test images for one honest look at the end;
# 5. read what it has learnt: curves, weights, confusions, and the mistakes it is surest of.
#
# **You need** your functions of notebooks 1, 2, 3, 4 and 6. **Time:** about 75 minutes, 2 of them training.
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

from lab import ask, check, data, draw, explore, mine
from lab.lab_report import LabReport
from lab.optimizers import OPTIMIZERS, cooled
from lab.parameters import Parameters

### EARLIER FUNCTIONS

# %% [markdown]
# ## The data
#
# Fashion-MNIST is the data set of the course's own assignment: photographs from a shop for clothes, shrunk to 28 × 28
# grey pixels. It came with this notebook; nothing is downloaded.

# %% locked="images"
X_train, y_train, X_test, y_test, names = data.fashion_mnist()
X_validation, y_validation = data.fashion_mnist_validation()  # the last 5,000 of those that came to train on
X_train, y_train = X_train[:, : -len(y_validation)], y_train[: -len(y_validation)]
print("X_train", X_train.shape, X_train.dtype, "  X_validation", X_validation.shape, "  X_test", X_test.shape)
print("grey values from", X_train.min(), "to", X_train.max(), "  examples of each class:", np.bincount(y_train))

# %% shows=true
draw.images.gallery(X_train, y_train, names)

# %% [markdown]
# As everywhere in this course **an example is a column**: image $i$ is `X_train[:, i]`, its 28 rows of pixels one after
# the other, from 0 (black) to 1 (white). So $n_0 = 784$. There are ten classes, as many images of each, so a network
# that guesses gets 10 % right. Look at the rows *Pullover*, *Coat* and *Shirt*, and guess where it will have trouble.
#
# ### Three heaps
#
# | images | how many | what for |
# |---|---|---|
# | `X_train` | 55,000 | the gradient: learn from these |
# | `X_validation` | 5,000 | every choice: $\eta$, sizes, optimizer, when to stop |
# | `X_test` | 10,000 | one look, at the very end: what may be promised to others |
#
# Why not choose by the test images? Because choosing is learning, too. Try fifty networks that are all equally good,
# and keep the one that does best on some images: it is the luckiest on *these* images, and its number there is too
# high. It is a fair number only on images that had no part in the choice. So look at the test images once, when
# nothing is left to choose. Until then they don't exist.
#
# ### float32
#
# In notebook 5 you needed all 16 digits of a float64. Here nobody does: the pixels were bytes, and the gradient of a
# mini-batch is wrong in its first or second digit, as you are about to see. A float32 has 7 digits, takes half the
# memory, and a processor multiplies twice as many of them at a time. Hence `X_train` is float32. NumPy computes in
# float32 when *all* operands are float32; a single float64 array among them, and the result is float64.

# %% shows=true
from time import perf_counter

for dtype in (np.float64, np.float32):
    W, X = np.ones((64, 784), dtype), X_train[:, :1000].astype(dtype)
    start = perf_counter()
    for _ in range(5):
        W @ X
    print(f"{np.dtype(dtype)}: {(perf_counter() - start) / 5 * 1000:5.1f} ms, X_train takes", end=" ")
    print(f"{X_train.size * X.itemsize / 1e6:.0f} MB")

# %% [markdown]
# ## Mini-batches
#
# One iteration of notebook 6 looked at all examples. Here that would be 55,000 forward and backward passes for a single
# step. Is the whole gradient needed? It is a mean over the $N$ examples,
#
# $$\nabla\mathscr{L}(\theta) = \frac1N \sum_{s=1}^{N} \nabla\mathscr{L}^{(s)}(\theta),$$
#
# and a mean can be estimated from a sample, as every opinion poll does. Draw $m$ of the $N$ examples at random and
# take *their* mean, $\hat G$. Each example is as likely as any other to be drawn, so on average $\hat G$ is right:
# $\mathbb{E}[\hat G] = \nabla\mathscr{L}$. How far off is it? If the single gradients vary around their mean with
# variance $\sigma^2$, the mean of $m$ of them varies with $\sigma^2 / m$ (a little less if none is drawn twice). So
#
# $$\text{error of } \hat G \;\propto\; \frac{1}{\sqrt m}, \qquad \text{work} \;\propto\; m .$$
#
# Four times the work halves the noise: a bad bargain, when for the same work you could take four steps instead.
# Your own functions show it, on a fresh network:


# %% shows=true
def gradient_of(X, y):
    """∇θ of a fresh network, on these examples."""
    theta = initialize_parameters([784, 32, 10], np.random.default_rng(0))
    h, a, y_hat = forward_propagation(theta, X, relu, softmax)
    return back_propagation(theta, h, a, y_hat, y, relu_prime)


draw.training.gradient_noise(gradient_of, X_train[:, :2000], y_train[:2000], np.random.default_rng(1))

# %% [markdown]
# A single example gives a gradient that is mostly noise; 256 give one that points about the right way, for 1/215 of the
# price of 55,000. Much smaller batches lose again, but for another reason: NumPy is at its best on large matrices.
#
# In practice you don't draw each batch anew. **Shuffle all examples, then cut the row into batches.** One way
# through is an *epoch*. Every example is used exactly once an epoch, and a new epoch has a new order. When $N$ is
# not a multiple of the batch size, the last batch is smaller; dropping it would mean that some examples never
# count.

# %% shows=true
ask.steps_of_an_epoch(...)

# %% [markdown]
# With $N = 55{,}000$ and batches of 256 an epoch has $\lceil 55000 / 256 \rceil = 215$ steps, and the last
# one takes the remaining 216.
#
# ### Exercise 7.1 · `minibatches` · 2 points
#
# Let the order come from `rng`, and from nothing else, so that a training can be repeated. `X` and `y` belong to the
# caller: don't shuffle *them*. (Index columns as `X[:, chosen]`, which is quick here; `np.take` would first copy
# everything.) Return a list of pairs, or `yield` them, as you like.


# %% solution="minibatches" exercise="7.1"
def minibatches(X, y, batch_size, rng):
    """One epoch: all examples, in an order drawn from rng, cut into mini-batches.

    X, y        (n_0, N), an example a column, and (N,), its labels; both stay as they were
    batch_size  how many examples a mini-batch holds; the last one holds what remains
    rng         a NumPy random Generator: every order is equally likely, and the same state gives the same order
    Gives pairs (X_batch, y_batch), one after the other: (n_0, m) and (m,). Every example is in exactly one.
    """
    ### BEGIN SOLUTION
    order = rng.permutation(X.shape[1])
    for start in range(0, len(order), batch_size):
        chosen = order[start : start + batch_size]
        yield X[:, chosen], y[chosen]
    ### END SOLUTION


# %% test="test_minibatches" points=2
check.minibatches(minibatches)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import fashion_mnist as hidden

hidden.minibatches(minibatches)
### END HIDDEN TESTS

# %% [markdown]
# ## Better steps
#
# The course's assignment trains with four optimizers and calls them by flags: `gd`, `momentum`, `nag` and `adam`.
# You will write the last three. All have one signature, so that one training loop serves all four:
#
# ```
# theta, state = step(theta, gradient, state, eta)
# ```
#
# - `gradient` is a **function**: `gradient(theta)` gives $\nabla\theta$ on the current mini-batch, in theta's
#   structure. It is a function, and not a value, because Nesterov's method asks for the gradient at another point
#   than $\theta$.
# - `state` is what the optimizer remembers from step to step. At the first step it is `None`. After that it is whatever
#   your function gave back: numbers, arrays, lists, tuples or dictionaries of them, as it suits you.
# - The `theta` that was passed in stays as it was.
#
# Plain gradient descent remembers nothing:


# %% locked="gd_step"
def gd_step(theta, gradient, state, eta):
    """One step of plain gradient descent: θ ← θ − η∇θ."""
    return update_parameters(theta, gradient(theta), eta), state


# %% [markdown]
# Every optimizer does the same to each $W_k$ and each $b_k$. The helper `each` spares you the loop: it applies a
# function to every tensor of one or more structures like theta, and gives a structure like theta. So
#
# ```
# each(lambda w, g: w - eta * g, theta, grads)       # θ − η∇θ
# each(np.zeros_like, theta)                         # zeros, in theta's shapes
# ```
#
# You needn't use it.
#
# ### Momentum
#
# Notebook 6, in *Which way, and how far?*, found a dilemma. Along a gentle direction of the valley you want a large
# $\eta$; across, where it is steep, anything above $2/c_{\max}$ explodes. Momentum lets a step remember the steps
# before it:
#
# $$\boxed{\;\begin{aligned} u_t &= \beta\, u_{t-1} + \eta\, \nabla\theta_t \\
# \theta_{t+1} &= \theta_t - u_t \end{aligned}\;}$$
#
# with $u_{-1} = 0$, and $\beta = 0.9$ as a rule.

# %% shows=true
ask.momentum_remembers(...)

# %% [markdown]
# Put $u_{t-1}$ into the formula again and again, and it unrolls to
#
# $$u_t = \eta \left( \nabla\theta_t + \beta \nabla\theta_{t-1} + \beta^2 \nabla\theta_{t-2} + \dots \right).$$
#
# - Where the gradient is the same $c$ step after step, the series sums to $u \to \frac{\eta}{1-\beta}\, c$: with
#   $\beta = 0.9$ the steps grow **ten times** as long.
# - Where it changes its sign at every step, the terms cancel: $u \to \frac{\eta}{1+\beta}\, c$, about *half*.
#
# So momentum speeds up along the valley and calms down across it. It also averages the noise of the last ten or so
# mini-batches away.
#
# **By hand.** A gradient of 1 at every step, $\eta = 0.1$, $\beta = 0.9$: $u$ is $0.1$, then $0.9 \cdot 0.1 + 0.1 =
# 0.19$, then $0.271$, on its way to 1.
#
# ### Exercise 7.2 · `momentum_step` · 1 point

# %% solution="momentum_step" exercise="7.2"
from lab.optimizers import each


def momentum_step(theta, gradient, state, eta, beta=0.9):
    """One step of gradient descent with momentum.

    theta     Parameters(W, b); stays as it was
    gradient  a function: gradient(theta) is ∇θ on the current mini-batch, in theta's structure
    state     None at the first step (then u is 0); afterwards what this function gave back
    eta       the learning rate η
    beta      how much of the last step's u is kept
    Returns (theta, state): the parameters after the step, and what the next step must remember.
    """
    ### BEGIN SOLUTION
    u = each(np.zeros_like, theta) if state is None else state
    u = each(lambda u, g: beta * u + eta * g, u, gradient(theta))
    return each(lambda w, u: w - u, theta, u), u
    ### END SOLUTION


# %% test="test_momentum_step" points=1
check.momentum_step(momentum_step)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import fashion_mnist as hidden

hidden.momentum_step(momentum_step)
### END HIDDEN TESTS

# %% [markdown]
# ### Nesterov: look before you leap
#
# Momentum has a price: a ball that has rolled fast for ten steps can't stop at the bottom, and overshoots. But half
# of the next step is known in advance: whatever the gradient says, $\beta u_{t-1}$ will be part of it. So go there
# first, and ask for the gradient *there*:
#
# $$\boxed{\;\begin{aligned} u_t &= \beta\, u_{t-1} + \eta\, \nabla\mathscr{L}(\theta_t - \beta u_{t-1}) \\
# \theta_{t+1} &= \theta_t - u_t \end{aligned}\;}$$
#
# If the look ahead lies beyond the bottom, its gradient already points back, one step before momentum would notice.
# Note that the step still starts from $\theta_t$: the point ahead serves the gradient only.
#
# **By hand.** $\mathscr{L} = \frac12\theta^2$, so the gradient at $\theta$ is $\theta$; start at $\theta = 1$,
# $\eta = 0.1$, $\beta = 0.9$. First step: $u = 0.1$, $\theta = 0.9$. Second: the point ahead is
# $0.9 - 0.09 = 0.81$, so $u = 0.09 + 0.081 = 0.171$ and $\theta = 0.729$. (Momentum would have $u = 0.18$,
# $\theta = 0.72$.)
#
# ### Exercise 7.3 · `nesterov_step` · 1 point

# %% solution="nesterov_step" exercise="7.3"
from lab.optimizers import each


def nesterov_step(theta, gradient, state, eta, beta=0.9):
    """One step of Nesterov's accelerated gradient.

    Arguments and result as for momentum_step: only the point where the gradient is taken is another one.
    """
    ### BEGIN SOLUTION
    u = each(np.zeros_like, theta) if state is None else state
    ahead = each(lambda w, u: w - beta * u, theta, u)
    u = each(lambda u, g: beta * u + eta * g, u, gradient(ahead))
    return each(lambda w, u: w - u, theta, u), u
    ### END SOLUTION


# %% test="test_nesterov_step" points=1
check.nesterov_step(nesterov_step)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import fashion_mnist as hidden

hidden.nesterov_step(nesterov_step)
### END HIDDEN TESTS

# %% [markdown]
# ### Adam: a learning rate for every parameter
#
# One $\eta$ for all is a compromise. The weight of a pixel in the middle gets large gradients; that of a pixel in a
# corner, which is black in nearly every picture, gets tiny ones. Adam keeps two running averages for **each single
# entry**:
#
# $$\begin{aligned} u_t &= \beta_1\, u_{t-1} + (1-\beta_1)\, \nabla\theta_t \\
# v_t &= \beta_2\, v_{t-1} + (1-\beta_2)\, (\nabla\theta_t)^2 , \end{aligned}$$
#
# where the square is taken entry by entry; usually $\beta_1 = 0.9$, $\beta_2 = 0.999$. (The paper writes $m$ for our
# $u$; here $m$ is the number of examples.) $u$ says where the gradient points on average, $\sqrt v$ how large it
# typically is. A step divides the one by the other:
#
# $$\boxed{\;\theta_{t+1} = \theta_t - \eta\, \frac{\hat u_t}{\sqrt{\hat v_t} + \varepsilon}\;}$$
#
# Multiply the loss by 1000, and nothing changes: the factor cancels. A step moves each entry by about $\eta$, or
# less where the gradients disagree. That is why Adam's $\eta$ has another scale than the other three's.
#
# **What are the hats for?** Both averages start at 0, and $v$ with its $\beta_2 = 0.999$ needs a thousand steps to
# forget that. Suppose that the squared gradients all have the mean $s$. Unroll $v$ as you did momentum's $u$, from
# $v_0 = 0$ with $t = 1$ at the first step:
#
# $$v_t = (1-\beta_2) \sum_{j=1}^{t} \beta_2^{\,t-j}\, (\nabla\theta_j)^2 ,$$
#
# and so
#
# $$\mathbb{E}[v_t] = s\,(1-\beta_2) \sum_{j=1}^{t} \beta_2^{\,t-j} = s\,(1 - \beta_2^{\,t}).$$
#
# So $v_t$ is too small by the factor $1 - \beta_2^{\,t}$, which is $1/1000$ at the first step; likewise $u_t$ by
# $1 - \beta_1^{\,t}$. Divide the factors away:
#
# $$\hat u_t = \frac{u_t}{1 - \beta_1^{\,t}}, \qquad \hat v_t = \frac{v_t}{1 - \beta_2^{\,t}} .$$
#
# Without the hats the first step would be $0.1 / \sqrt{0.001} \approx 3$ times too long. And $\varepsilon = 10^{-8}$
# stands *outside* the root, to keep $0/0$ away where a gradient has always been 0.

# %% shows=true
ask.first_step_of_adam(...)

# %% [markdown]
# **By hand.** Let an entry of the first gradient be $c$. Then $\hat u = c$ and $\hat v = c^2$, whatever the $\beta$s.
# So the entry moves by $\eta\, c / (|c| + \varepsilon)$, which is $\pm\eta$, whether $c$ is $0.001$ or $1000$.
#
# ### Exercise 7.4 · `adam_step` · 3 points
#
# Three things to remember between steps: $u$, $v$ and $t$.

# %% solution="adam_step" exercise="7.4"
from lab.optimizers import each


def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """One step of Adam, for every entry by itself; t is 1 at the first step.

    theta, gradient, state, eta  as for momentum_step, and so is the result
    beta1, beta2                 how much is kept of u, the average gradient, and of v, that of its square
    epsilon                      ε, which stands beside the root of v̂
    """
    ### BEGIN SOLUTION
    zeros = each(np.zeros_like, theta)
    u, v, t = (zeros, zeros, 0) if state is None else state
    t = t + 1
    grads = gradient(theta)
    u = each(lambda u, g: beta1 * u + (1 - beta1) * g, u, grads)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g**2, v, grads)

    def update(w, u, v):
        u_hat, v_hat = u / (1 - beta1**t), v / (1 - beta2**t)
        return w - eta * u_hat / (np.sqrt(v_hat) + epsilon)

    return each(update, theta, u, v), (u, v, t)
    ### END SOLUTION


# %% test="test_adam_step" points=3
check.adam_step(adam_step)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import fashion_mnist as hidden

hidden.adam_step(adam_step)
### END HIDDEN TESTS

# %% [markdown]
# Let your four optimizers race down a valley that is 100 times as steep across as along, 50 steps with an $\eta$ near
# the best for each. Press *Play*. The height starts at 53. Gradient descent bounces from side to side and creeps along.
# Which of the others overshoots, and which moves equally far in both directions at first, as if the valley were
# round? Explain both from the formulas. **The valley is yours:** change its height, or `etas={"gd": 0.021}`, and run it
# again. (Its slope is measured by your `numerical_gradient` of notebook 5.)


# %% shows=true
def valley(x, y):
    """The height at (x, y), of two numbers or two arrays."""
    return x**2 / 2 + 100 * y**2 / 2


steps = {"gd": gd_step, "momentum": momentum_step, "nag": nesterov_step, "adam": adam_step}
explore.race(steps, valley, numerical_gradient)

# %% [markdown]
# ## The training loop
#
# Put it together: for each epoch, for each of its mini-batches, one step. Inside is notebook 6: forward, loss,
# backward.
#
# ### Exercise 7.5 · `train` · 3 points
#
# - Start from `initialize_parameters`, ReLU in the hidden layers, softmax at the output.
# - Use the `rng` that you are given for everything that is drawn: first the start, then one order an epoch.
# - For each mini-batch make a function `gradient(theta)` and hand it to `step`, with the state that the step before
#   gave back.
# - Keep each step's loss: the mean cross-entropy of its mini-batch, before the step. The forward pass that the gradient
#   needs anyway has all you need for it. (With Nesterov that is the loss at the point ahead; that's fine.)
# - Stay in the dtype of `X`. `initialize_parameters` draws float64, and so may your gradients be: `w.astype(X.dtype)`
#   turns an array into X's. Nobody checks this, but if theta is float64, so is everything, and you wait twice as long.

# %% solution="train" exercise="7.5"
from lab.optimizers import each


def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    """Train a network on mini-batches: ReLU inside, softmax out, cross-entropy as the loss.

    X, y        (n_0, N), an example a column, and (N,), the true classes
    sizes       [n_0, n_1, …, n_L]
    step        an optimizer: theta, state = step(theta, gradient, state, eta); state is None at the first call
    epochs      how many times to go through all examples, each time in mini-batches of their own
    rng         a NumPy random Generator for all that is drawn
    Returns (theta, losses): the parameters after the last step, and for every step the loss of its mini-batch.
    """
    ### BEGIN SOLUTION

    def in_dtype_of_X(parameters):
        return each(lambda w: w.astype(X.dtype, copy=False), parameters)

    def gradient_on(X_batch, y_batch, seen):
        def gradient(theta):
            h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
            seen.append(cross_entropy(y_hat, y_batch))
            return in_dtype_of_X(back_propagation(theta, h, a, y_hat, y_batch, relu_prime))

        return gradient

    theta, state, losses = in_dtype_of_X(initialize_parameters(sizes, rng)), None, []
    for _ in range(epochs):
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            seen = []
            theta, state = step(theta, gradient_on(X_batch, y_batch, seen), state, eta)
            losses.append(seen[0])
    return theta, losses
    ### END SOLUTION


# %% test="test_train" points=3
check.train(train)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import fashion_mnist as hidden

hidden.train(train)
### END HIDDEN TESTS

# %% [markdown]
# ### First of all: learn 50 images by heart
#
# Before anybody trains for an hour, they train for a second, on 50 images. A network of 25,450 parameters can
# learn 50 labels by heart, so the loss must go to 0 and all 50 must be right. If not, something in the loop is wrong,
# and no optimizer, no patience and no wider network will mend it. It is the cheapest check there is of *everything at
# once*. The one below gives your `train` plain gradient descent, with all 50 in each mini-batch. It has no points.

# %% shows=true
check.train_overfit(train)


# %% shows=true
def predict(theta, X):
    """The probabilities that the network gives, (10, m)."""
    return forward_propagation(theta, X, relu, softmax)[2]


def accuracy(theta, X, y):
    """The share of the examples whose own class gets the largest probability."""
    return np.mean(predict(theta, X).argmax(axis=0) == y)


few, labels = X_train[:, :50], y_train[:50]
by_heart, losses_of_few = train(few, labels, [784, 32, 10], gd_step, 0.2, 200, 50, np.random.default_rng(0))
draw.descent.learning_curves({"50 images, η = 0.2": losses_of_few}, title="Learning 50 images by heart")
print(f"right: {accuracy(by_heart, few, labels):.0%} of the 50,", end=" ")
print(f"{accuracy(by_heart, X_validation, y_validation):.1%} of the validation images")

# %% [markdown]
# All of the 50, and about two thirds of the 5,000 validation images. It has learnt by heart, and a little besides.
#
# ### The four, side by side
#
# One epoch each, on all 55,000 images, from the same start, with the same mini-batches. The flags and their
# learning rates come from `lab/optimizers.py`. It takes a few seconds; go on reading. Whatever you try from here on
# goes into your *lab report*, a page that this notebook writes at its end.

# %% shows=true limit=120
report = LabReport()
losses, accuracies = {}, {}
for flag, step in steps.items():
    rng = np.random.default_rng(7)
    theta, losses[flag] = train(X_train, y_train, [784, 32, 10], step, OPTIMIZERS[flag].eta, 1, 256, rng)
    accuracies[flag] = accuracy(theta, X_validation, y_validation)
    report.add(f"{flag}, η = {OPTIMIZERS[flag].eta:g}, 32 units, 1 epoch of 256", losses[flag], accuracies[flag])
draw.training.curves(losses, accuracies)

# %% [markdown]
# Three of the four have the same $\eta = 0.1$, so the comparison is fair in one sense: momentum turns it into an
# effective 1, as you derived. It is unfair in another, because gradient descent could bear a larger $\eta$ than
# 0.1. Try it: change `OPTIMIZERS[flag].eta` to a number of your own. Learning rates can only be compared within one
# optimizer.
#
# ### Cooling down
#
# The curves fall ever more slowly, and shake. That shaking isn't the loss itself; it is the noise of the
# mini-batches, times $\eta$. With a constant $\eta$ theta never comes to rest: it dances around the bottom of the
# valley, in a circle the wider the larger $\eta$ is. A small $\eta$ from the start would take forever to get there.
# So start with a large one, and let it shrink. `cooled(step, n)` is the same optimizer, with an $\eta$ that falls
# on a straight line to 0 within $n$ steps.
#
# ### Weight decay
#
# A network that can learn by heart will, if it is given the time. Its weights grow with it: to be *certain* of every
# training image, the logits must be far apart. So make large weights cost something. Train with
#
# $$\mathscr{L}_\lambda(\theta) = \mathscr{L}(\theta) + \frac{\lambda}{2} \sum_{k=1}^{L} \lVert W_k \rVert^2 ,$$
#
# where $\lVert W_k \rVert^2$ is the sum of the squares of all entries of $W_k$. The biases are left in peace: they
# shift a unit, and don't make it any steeper.
#
# ### Exercise 7.6 · `add_weight_decay` · 2 points
#
# You have $\nabla\mathscr{L}(\theta)$, as your back propagation gave it. What is the gradient of
# $\mathscr{L}_\lambda$? Derive it on paper, for one entry of one $W_k$ first.


# %% solution="add_weight_decay" exercise="7.6"
def add_weight_decay(theta, grads, decay):
    """The gradient of the loss with weight decay, from the gradient without.

    theta  Parameters(W, b); stays as it was
    grads  the gradients of the loss at theta, of theta's structure; they stay as they were
    decay  λ, a number from 0
    Returns Parameters(W, b): the gradients of the loss with weight decay; those of the biases are as before.
    """
    ### BEGIN SOLUTION
    W, _ = theta
    grad_W, grad_b = grads
    return Parameters([None, *(grad_W[k] + decay * W[k] for k in range(1, len(W)))], list(grad_b))
    ### END SOLUTION


# %% test="test_add_weight_decay" points=2
check.add_weight_decay(add_weight_decay)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import fashion_mnist as hidden

hidden.add_weight_decay(add_weight_decay)
### END HIDDEN TESTS

# %% [markdown]
# **Result.** An entry of $W_k$ stands in the sum once, squared, and its derivative is $\lambda W_{k,ij}$:
#
# $$\boxed{\;\begin{aligned} \nabla_{W_k} \mathscr{L}_\lambda &= \nabla_{W_k} \mathscr{L} + \lambda\, W_k \\
# \nabla_{b_k} \mathscr{L}_\lambda &= \nabla_{b_k} \mathscr{L} \end{aligned}\;}$$
#
# With plain gradient descent a step then begins with $W_k \leftarrow (1 - \eta\lambda)\, W_k$, hence the name. See
# what it does where learning by heart is easy: 1,000 images, 60 epochs, three values of $\lambda$.


# %% shows=true limit=120
def decaying(step, decay):
    """The same optimizer, with weight decay."""

    def decaying_step(theta, gradient, state, eta):
        return step(theta, lambda theta: add_weight_decay(theta, gradient(theta), decay), state, eta)

    return decaying_step


few, labels = X_train[:, :1000], y_train[:1000]
print("   λ     right of the 1,000   right of the validation images   mean |W_1|")
for decay in (0, 0.001, 0.03):
    rng = np.random.default_rng(7)
    theta, few_losses = train(few, labels, [784, 64, 10], decaying(momentum_step, decay), 0.02, 60, 50, rng)
    share = accuracy(theta, X_validation, y_validation)
    print(f"{decay:6g} {accuracy(theta, few, labels):15.1%} {share:25.1%} {np.mean(np.abs(theta.W[1])):21.4f}")
    report.add(f"1,000 images only, weight decay {decay:g}", few_losses, share)

# %% [markdown]
# With our seed: without decay 99.8 % of the 1,000 are learnt by heart, and 81.2 % of the validation images are right.
# With $\lambda = 0.001$ the weights are a sixth smaller, and 81.7 % are right. Is that better? The standard deviation
# of a share near 81 % of 5,000 images is $\sqrt{0.81 \cdot 0.19 / 5000} \approx 0.6$ points, so half a point may be
# luck: say so in your report, or try more seeds. With $\lambda = 0.03$ the network can no longer learn what is there
# to be learnt, 87.4 % and 78.3 %. That one is no luck.
#
# ### Exercise 7.7 · `trained` · 3 points
#
# Train a network, and give `trained` its parameters. **At least 85 % of the validation images must be right, within 60
# seconds** of training on two processor cores. Six epochs of plain Adam with $\eta = 0.001$, on mini-batches of 128
# and one hidden layer of 100 units, will do; with cooling you get more, for less. All is yours to choose: sizes
# (they must begin with 784 and end with 10), optimizer, $\eta$, epochs, batch size, weight decay.
#
# The check below counts on the validation images. The grader counts on the test images besides, and asks 2 percentage
# points less of them, 83 %. Choosing flatters a network, but by less than that: what is green here is green there, as
# long as you have trained on `X_train` alone.

# %% solution="trained" exercise="7.7" limit=120
# Give `trained` the parameters of a network that you have trained on X_train and y_train.
### BEGIN SOLUTION
epochs, batch_size = 3, 128
number_of_steps = epochs * -(-len(y_train) // batch_size)
trained, trained_losses = train(
    X_train,
    y_train,
    [784, 64, 10],
    cooled(nesterov_step, number_of_steps),
    eta=0.1,
    epochs=epochs,
    batch_size=batch_size,
    rng=np.random.default_rng(7),
)
### END SOLUTION

# %% test="test_trained" points=3
check.trained(trained)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import fashion_mnist as hidden

hidden.trained(trained)
### END HIDDEN TESTS

# %% [markdown]
# Is it as good on the images that it has learnt from? The gap between the two numbers is what it has learnt by heart.

# %% shows=true
print(f"right: {accuracy(trained, X_train[:, :10000], y_train[:10000]):.2%} of the first 10,000 images to train on,")
print(f"{accuracy(trained, X_validation, y_validation):.2%} of the validation images")

# %% [markdown]
# ## What has it learnt?
#
# Row $j$ of $W_1$ has a weight for each pixel, so it can be shown as a picture. Unit $j$ of the first hidden layer
# is $\operatorname{relu}(b_{1,j} + W_{1,j} \cdot x)$: it adds up the image, weighted by this picture. Where the picture
# is red, a bright pixel drives the unit; where it is blue, a bright pixel holds it back.

# %% shows=true
draw.images.weights(trained)

# %% [markdown]
# Many are outlines: a collar, sleeves, a hem, the gap between two legs. Others look like the noise that you
# initialised them with, and some of these are dead: a unit whose pre-activation is below 0 for *every* image passes
# nothing forward, and gets nothing back, since ReLU's slope is 0 there; no later step can wake it. A large $\eta$
# makes more of them. The corners, too, have hardly moved: a pixel that is always black gets no gradient, as
# $\nabla_{W_1} = \nabla_{a_1} x^{\mathsf T}$ is 0 wherever $x$ is. Count the dead among yours:

# %% shows=true
h = forward_propagation(trained, X_validation, relu, softmax)[0]
print(f"{np.sum(~h[1].any(axis=1))} of {len(h[1])} hidden units are active for none of the validation images")

# %% [markdown]
# ### Exercise 7.8 · `confusion_matrix` · 1 point
#
# An accuracy says how often the network is wrong. A confusion matrix says *how*: row $i$, column $j$ counts the
# examples of class $i$ that it takes for class $j$. (Beware of `counts[y, y_hat] += 1` with arrays of indices:
# where the same cell is named twice, NumPy adds only once.)


# %% solution="confusion_matrix" exercise="7.8"
def confusion_matrix(y, y_hat, k):
    """Count what is taken for what.

    y      (m,), the true classes
    y_hat  (k, m), the probabilities; the predicted class is that of the largest
    k      the number of classes
    Returns a (k, k) array of counts that add up to m: true class down, predicted class across.
    """
    ### BEGIN SOLUTION
    counts = np.zeros((k, k), dtype=int)
    np.add.at(counts, (y, y_hat.argmax(axis=0)), 1)
    return counts
    ### END SOLUTION


# %% test="test_confusion_matrix" points=1
check.confusion_matrix(confusion_matrix)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import fashion_mnist as hidden

hidden.confusion_matrix(confusion_matrix)
### END HIDDEN TESTS

# %% shows=true
draw.training.confusion(confusion_matrix(y_validation, predict(trained, X_validation), 10), names)

# %% [markdown]
# And these are the mistakes that it would bet on: the largest probability for a wrong class. Above each picture
# stands what the network says, below it what the label says. Whom do you side with?

# %% shows=true
draw.images.confidently_wrong(X_validation, y_validation, predict(trained, X_validation), names)

# %% [markdown]
# A softmax of 99.9 % is not a promise. The network was never asked to know when it doesn't know, and cross-entropy goes
# on rewarding larger logits for as long as the *training* images are right. Some labels are wrong, too.
#
# ### When a probability is 0
#
# How much does such a mistake cost? Cross-entropy says $-\ln \hat y_y$, and a network that is sure enough has a
# $\hat y_y$ of $e^{-800}$, which float64 rounds to 0, and float32 does from $e^{-104}$ on. One such image, and the mean
# over 5,000 is infinite. Don't go through the probability, then. With the log-sum-exp of notebook 2 the loss comes from
# the logits, and no exponential can be too large or too small:
#
# $$\begin{gathered} -\ln \hat y_y = \ln \sum_j e^{a_j} - a_y , \\
# \ln \sum_j e^{a_j} = M + \ln \sum_j e^{a_j - M}, \quad M = \max_j a_j . \end{gathered}$$
#
# Your `squared_error` has no such trouble. It is at most 1 for an image, however sure the network is of a wrong class:
# as a measure of *how good the probabilities are* it is known as the Brier score (twice ours), and it is used beside
# the accuracy for just this.


# %% shows=true
def cross_entropy_from_logits(a, y):
    """The mean cross-entropy of softmax(a), without ever forming a probability."""
    M = a.max(axis=0)
    return np.mean(M + np.log(np.exp(a - M).sum(axis=0)) - a[y, np.arange(len(y))])


logits, surer = forward_propagation(trained, X_validation, relu, softmax)[1][-1], 100
for factor in (1, surer):
    a = factor * logits
    with np.errstate(divide="ignore"):
        through = cross_entropy(softmax(a), y_validation)
    print(f"logits times {factor:3}: cross-entropy through ŷ {through:8.4f}, from the logits", end=" ")
    print(f"{cross_entropy_from_logits(a, y_validation):8.4f}, squared error", end=" ")
    print(f"{squared_error(softmax(a), one_hot(y_validation, 10)):.4f}")

# %% [markdown]
# Logits a hundred times as large: the same classes, the same accuracy, far too sure. The squared error hardly moves;
# the cross-entropy from the logits says how wrong such certainty is; through $\hat y$ it is infinite, or whatever your
# `cross_entropy` makes of $\ln 0$.
#
# ## The test images, once
#
# Is there anything that you still want to try? Then do it now, with the validation images. After the next cell there
# is nothing left to choose: a network that you change because of this number has used the test images up.

# %% shows=true
test_accuracy = accuracy(trained, X_test, y_test)
print(f"right: {accuracy(trained, X_validation, y_validation):.2%} of the validation images,", end=" ")
print(f"{test_accuracy:.2%} of the test images")

# %% [markdown]
# **Your lab report**: every run above, what you tried and what came of it, as one page. Add runs of your own with
# `report.add("what was tried", losses, share_of_the_validation_images)` before this cell. It is shown here, and
# `lab_report.html` is the same page beside the notebook.

# %% shows=true
report.add(
    "`trained`", trained_losses if "trained_losses" in globals() else [], accuracy(trained, X_validation, y_validation)
)
report.page(confusion_matrix(y_validation, predict(trained, X_validation), 10), names, test_accuracy)

# %% [markdown]
# ### Exercise 7.9 · In your own words · 4 points
#
# A person reads this one. Use your own figures above; two to four sentences for each question.
#
# 1. **Steps.** With the same $\eta$, momentum and Nesterov came down faster than gradient descent in your curves. Which
#    property of $u$ makes that so, by which factor at most, and why does the same factor not make them leave the valley
#    sideways?
# 2. **Scale.** Someone sets Adam's $\eta$ to 0.1, "because that was best for momentum". What will its first step do
#    to each single parameter, compared with the spread $1/\sqrt{784} \approx 0.036$ of the initial weights in
#    $W_1$, and why does the size of the gradient not matter?
# 3. **Mistakes.** Name the two classes that your network confuses most. Is it because of the data, or because of the
#    network? Give a reason that you can *see* in one of your figures, and one change that might help, and why.
# 4. **Honesty.** A friend has trained fifty networks, looked at the test images for each, and reports the best of the
#    fifty numbers. What is wrong with that number, in which direction, and what should have been done instead?

# %% [markdown] locked="marking"
# *How this is marked*, each question for itself:
#
# - **1 point**: the right cause, with its formula or number, and the reason why it acts so.
# - **½ point**: the idea is right, and the reason is missing; or the reason is right, and the number is not.
# - **0 points**: what would be true of any network, whatever your figures show.
#
# <details><summary>A bad answer to mark yourself</summary>
#
# *To question 1:* "Momentum and Nesterov came down faster because they have inertia, like a ball that rolls downhill,
# and so they reach the minimum in fewer steps. They don't leave the valley because the learning rate is small."
#
# Which of the three lines is it? **0 points.** The picture is nice and explains nothing: no property of $u$ is named,
# no factor, and gradient descent with the same small learning rate is slower. With *"$u$ adds up past gradients"* it
# would have ½; with *"which agree along the valley, so up to $1/(1-\beta) = 10$ of them, and change their sign across
# it, so they cancel"* the whole point.
#
# </details>
#
# ### BEGIN MARK SCHEME
# 1. *Steps* (1 point). $u$ sums up past gradients with weights $1, \beta, \beta^2 \dots$ (½). Where they agree, the
#    step grows by up to $1/(1-\beta) = 10$; across the valley the gradient changes its sign from step to step, and
#    the terms cancel, down to $1/(1+\beta) \approx \tfrac12$ (½). Accept "an average over about ten steps, noise
#    cancels, direction remains". Not enough: "momentum is faster", "it has inertia".
# 2. *Scale* (1 point). At the first step $\hat u/\sqrt{\hat v} = \pm 1$: each parameter moves by $\pm\eta = \pm0.1$,
#    some three times the whole spread of the initial weights, so the initialisation is wiped out (½). The size
#    cancels, because numerator and denominator both grow with the gradient (½). Accept a statement for later steps,
#    too: at most about $\eta$ each.
# 3. *Mistakes* (1 point). With our network: shirts, taken for T-shirts, pullovers and coats, and the other way
#    round (the numbers must be those of the student's own matrix) (½). A reason seen in a figure, and a change that
#    fits it (½). For instance: in the gallery shirts and pullovers look alike at 28 × 28 even to us, and some of
#    the surest mistakes carry doubtful labels, so more epochs won't help, but larger pictures would. Or: training
#    accuracy is well above test accuracy, so part of it is the network learning by heart; then less training, a
#    smaller network, or more pictures. Or: the network doesn't know which pixels are neighbours; a convolution
#    would. Not enough: "train longer", without looking at the gap.
# 4. *Honesty* (1 point). The best of fifty is partly the luckiest of fifty on these very images, so the number is too
#    high (½). Choose by validation images, and count on the test images once, for the chosen network alone (½). Accept
#    "the test images were used to choose, so they have become training data". Not enough: "it is cheating", "it
#    overfits", without saying which way the number is off.
# ### END MARK SCHEME

# %% [markdown] manual="explain" points=4
# ### BEGIN SOLUTION
# 1. $u$ is a sum of all past gradients, weighted with $1, \beta, \beta^2, \dots$. Along the valley they agree, so the
#    sum grows up to $1/(1-\beta) = 10$ times one gradient. Across it the sign changes at every step, so the terms
#    cancel and at most a factor of $1/(1+\beta) \approx \tfrac12$ is left.
# 2. At the first step $\hat u/\sqrt{\hat v} = \pm 1$, so every parameter moves by $\pm 0.1$, about three times the
#    spread of $W_1$: what was drawn at the start is gone. The size of the gradient stands in the numerator and in
#    the denominator, and cancels.
# 3. Mine confuses shirts with T-shirts, in both directions. In the gallery I can't tell some of them apart myself at
#    28 × 28, so part of it is the data; larger pictures would help. But training accuracy is above test accuracy, so
#    part is learnt by heart: I would stop earlier.
# 4. It is too high: of fifty networks the best on these images is partly the one that was lucky on them, and on new
#    images the luck is gone. Choose the best of the fifty by the validation images, and look at the test images once,
#    for that one alone.
# ### END SOLUTION

# %% [markdown]
# ## What you have now
#
# 1. A mini-batch of $m$ gives the gradient with an error that falls as $1/\sqrt m$ at a price that grows as $m$; an
#    epoch uses every example once.
# 2. Momentum sums past gradients up, by $1/(1-\beta)$ where they agree; Nesterov asks one step ahead; Adam divides each
#    entry by its typical size, and corrects for having started at 0.
# 3. You have trained a network on 55,000 real images with your own forward pass, your own backward pass and your own
#    optimizer, and not one line of anybody else's calculus.
# 4. A number that you may promise: chosen on validation images, counted on the test images once. And weight decay,
#    $\lambda W_k$ more in the gradient, for networks that learn by heart.
# 5. You have looked inside: at weights as pictures, at what is taken for what, and at where a confident answer is
#    wrong.
#
# That was the lecture's algorithm, all of it. Everything larger is this, with more layers. Save this notebook.
#
# **If you want more.** The epilogue, the notebook after this one, has no points: write the backward line of a few
# operations, and a short program finds the gradients of every network that is made of them.

# %% [markdown]
# **To hand in**, now or when all seven notebooks are done: save, then run this. It decides no marks.

# %% shows=true
from lab import hand_in

hand_in()
