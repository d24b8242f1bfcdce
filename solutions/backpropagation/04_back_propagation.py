# %% [markdown]
# # 4 · Back propagation
#
# The forward pass ends in a loss, one number that says how wrong the answer was. This notebook finds out, for each
# weight and each bias in the network, how that number would change if the parameter changed a little. There may be
# a million parameters; we'll need about twice the work of one more forward pass. The trick is to walk backwards and
# never compute anything twice.
#
# **When you are done, you can**
#
# 1. derive each line of the lecture's algorithm with nothing but the chain rule, for one example and for a batch;
# 2. say where the $1/m$ of the mean loss comes from, and in which one place it is applied;
# 3. compute the gradient of any network of any depth, and work it out with a pencil for a small one;
# 4. say where the pseudo code on the slide must not be taken at its word.
#
# **You need** the chain rule and partial derivatives; notebook 1 (what $g'$ is), notebook 2 (`one_hot`, softmax,
# cross-entropy), notebook 3 (the names of things). **Time:** about 75 minutes.
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
# ## The map
#
# Write $\mathscr{L}$ for the loss and $\nabla_v$ for the gradient $\nabla_v \mathscr{L}(\theta)$ with respect to $v$:
# an array of the **same shape as $v$**, whose entries are the partial derivatives of $\mathscr{L}$ with respect to
# the entries of $v$. In the forward direction, each quantity is made from the one before it:
#
# $$
# \begin{gathered}
# h_{k-1} \;\xrightarrow{\;\;W_k,\,b_k\;\;}\; a_k \;\xrightarrow{\;\;g\;\;}\; h_k
# \;\xrightarrow{\;\;W_{k+1},\,b_{k+1}\;\;}\; \cdots \\
# \cdots\; \longrightarrow\; a_L \;\xrightarrow{\;\;O\;\;}\; \hat y \;\longrightarrow\; \mathscr{L}
# \end{gathered}
# $$
#
# A change of $h_{k-1}$ reaches the loss only through $a_k$, and a change of $a_k$ only through $h_k$. So if we know
# the gradient at one station, the chain rule gives us the one before it, and a weight $W_k$, which acts on $a_k$
# and on nothing else, needs no more than $\nabla_{a_k}$. Four small steps do it all:
#
# 1. start: $\nabla_{a_L}$, the output;
# 2. sideways: from $\nabla_{a_k}$ to the parameters, $\nabla_{W_k}$ and $\nabla_{b_k}$;
# 3. down: from $\nabla_{a_k}$ to the layer below, $\nabla_{h_{k-1}}$;
# 4. through $g$: from $\nabla_{h_{k-1}}$ to its pre-activation, $\nabla_{a_{k-1}}$; and then 2 again, a layer
#    lower.
#
# We walk them through the network that you know from notebook 3: sizes `[4, 2, 3]`, $g$ is ReLU, $O$ is softmax,
# $c = \ln 2 \approx 0.693$,
#
# $$
# \begin{gathered}
# W_1 = \begin{pmatrix} 1&0&-1&1\\ 1&1&-1&0 \end{pmatrix},\quad
# b_1 = \begin{pmatrix} 1\\-1 \end{pmatrix}, \\[4pt]
# W_2 = c\begin{pmatrix} -1&1\\ 1&-2\\ 1&0 \end{pmatrix},\quad
# b_2 = c\begin{pmatrix} 1\\0\\-1 \end{pmatrix},
# \end{gathered}
# $$
#
# with two examples, one of class $y = 0$, one of class $y = 2$ (classes count from 0). What the forward pass found,
# an example a column:
#
# $$
# \begin{gathered}
# X = \begin{pmatrix} 1&0\\0&2\\2&0\\1&1 \end{pmatrix},\quad
# a_1 = \begin{pmatrix} 1&2\\-2&1 \end{pmatrix}, \\[4pt]
# h_1 = \begin{pmatrix} 1&2\\0&1 \end{pmatrix},\quad
# a_2 = c\begin{pmatrix} 0&0\\1&0\\0&1 \end{pmatrix}, \\[4pt]
# \hat y = \frac14\begin{pmatrix} 1&1\\2&1\\1&2 \end{pmatrix}.
# \end{gathered}
# $$
#
# Step through it for example 1; each hidden unit has empty places for $\nabla_{h}$ and $\nabla_{a}$ later on. The same
# network comes back below, with the steps of the way back taken by *your* functions. All its numbers are also in
# Python: `worked.y_hat()`, `worked.labels()`, `worked.a_1()`, and so on.

# %% shows=true
explore.network()

# %% [markdown]
# ## Step 1 · The output
#
# **One example**, with true class $y$. Its loss is $\mathscr{L} = -\ln \hat y_y$: only the probability of the true
# class counts. We want $\partial\mathscr{L} / \partial a_{L,i}$ for every $i$. Write $a_i$ for $a_{L,i}$ and let
# $S = \sum_j e^{a_j}$, so that softmax is $\hat y_i = e^{a_i}/S$. The logarithm takes the fraction apart,
#
# $$
# \mathscr{L} \;=\; -\ln\frac{e^{a_y}}{S} \;=\; -a_y + \ln S ,
# $$
#
# and both terms are easy. Of the first, $\partial a_y/\partial a_i$ is 1 if $i = y$ and 0 otherwise, which is
# exactly the $i$-th entry of the one-hot vector $e(y)$. Of the second,
#
# $$
# \frac{\partial \ln S}{\partial a_i} \;=\; \frac1S\,\frac{\partial S}{\partial a_i} \;=\; \frac{e^{a_i}}{S} \;=\;
# \hat y_i .
# $$
#
# Put the two together, for the entry of the true class and for all others.

# %% shows=true
ask.entry_of_output_gradient(...)

# %% [markdown]
# **A batch.** Each column has its own label and its own probabilities, so it has its own gradient. Put $e(y^{(s)})$
# into column $s$ of a matrix, as your `one_hot` does: what you have found then holds as it stands, for $n_L\times m$
# matrices. The loss of the batch is the *mean* of the examples' losses, and you may wonder about its $\frac1m$. It
# comes later, in one place only. Until then, **each column carries the gradient of its own example's loss,
# undivided.**

# %% [markdown]
# ### Exercise 4.1 · `output_gradient` · 3 points


# %% solution="output_gradient" exercise="4.1"
def output_gradient(y_hat, y):
    """∇_{a_L} of each example's own loss, an example a column, not divided by m.

    y_hat  (n_L, m), probabilities, 0 and 1 among them: the output of softmax
    y      (m,), the true classes, integers from 0
    Returns an array of shape (n_L, m).
    """
    ### BEGIN SOLUTION
    grad_a = y_hat.copy()  # of ŷ's dtype: notebook 7 computes in float32
    grad_a[y, np.arange(len(y))] -= 1  # e(y) is 1 there, and 0 elsewhere
    return grad_a
    ### END SOLUTION


# %% test="test_output_gradient" points=3
check.output_gradient(output_gradient)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import back_propagation as hidden

hidden.output_gradient(output_gradient)
### END HIDDEN TESTS

# %% [markdown]
# **Result.** What the network said minus what it should have said:
#
# $$
# \boxed{\;\nabla_{a_L}\mathscr{L} \;=\; -\bigl(e(y) - \hat y\bigr)\;}
# $$
#
# The entry of the true class is negative (raise this number and the loss falls), all others are positive, and together
# they are 0, as adding the same amount to all $a_i$ changes no probability.
#
# **With a pencil.** Example 1 has $\hat y = (\tfrac14,\tfrac12,\tfrac14)$ and $y = 0$, so $e(y) = (1,0,0)$ and
#
# $$
# \nabla_{a_2} = -\left(\begin{pmatrix}1\\0\\0\end{pmatrix} - \begin{pmatrix}1/4\\1/2\\1/4\end{pmatrix}\right) =
# \begin{pmatrix}-3/4\\ 1/2\\ 1/4\end{pmatrix}.
# $$
#
# Do example 2 yourself: $\hat y = (\tfrac14,\tfrac14,\tfrac12)$, $y = 2$.
#
# <details><summary>Compare with ours</summary>
#
# $e(y) = (0,0,1)$, so $\nabla_{a_2} = (\tfrac14,\ \tfrac14,\ -\tfrac12)$.
# </details>
#
# <details><summary>The long way round, through ŷ, gives the same</summary>
#
# The loss looks at one entry of $\hat y$, with slope $\partial \mathscr{L}/\partial \hat y_y = -1/\hat y_y$. The
# quotient rule on $\hat y_y = e^{a_y}/S$ gives
#
# $$
# \frac{\partial \hat y_y}{\partial a_i} \;=\; \frac{e(y)_i\, e^{a_y}\, S - e^{a_y}\, e^{a_i}}{S^2} \;=\; \hat
# y_y\,\bigl(e(y)_i - \hat y_i\bigr),
# $$
#
# and the product is $-\frac{1}{\hat y_y}\,\hat y_y\,(e(y)_i - \hat y_i) = -(e(y)_i - \hat y_i)$. The dangerous
# $1/\hat y_y$ has cancelled: even when the network gives the true class a probability of almost 0, this gradient is
# never larger than 1. That is the reason why softmax and cross-entropy are always used together, and why we never
# compute $\nabla_{\hat y}$ by itself.
# </details>

# %% [markdown]
# ## Step 2 · The parameters
#
# Suppose $\nabla_{a_k}$ is known; at the start it is, for $k = L$.
#
# **One example.** $W_{k,ij}$ appears in exactly one sum, that of unit $i$, where it is multiplied by $h_{k-1,j}$:
#
# $$
# \begin{gathered}
# a_{k,i} = b_{k,i} + \sum_{j} W_{k,ij}\,h_{k-1,j} \\
# \Longrightarrow\quad
# \frac{\partial a_{k,i}}{\partial W_{k,ij}} = h_{k-1,j},\quad \frac{\partial a_{k,i}}{\partial b_{k,i}} = 1 .
# \end{gathered}
# $$
#
# The chain rule multiplies by what is known already:
#
# $$
# \frac{\partial\mathscr{L}}{\partial W_{k,ij}} = \frac{\partial\mathscr{L}}{\partial a_{k,i}}\; h_{k-1,j} ,
# \qquad
# \frac{\partial\mathscr{L}}{\partial b_{k,i}} = \frac{\partial\mathscr{L}}{\partial a_{k,i}} .
# $$
#
# A weight is to blame in proportion to two things: how much its unit is to blame, and how large its input was. If the
# input was 0, the weight made no difference, and its gradient is 0.
#
# **A batch, and where $\frac1m$ comes from.** The parameters are shared: one $W_k$ serves all examples, so its
# gradient must answer for the loss of the whole batch,
#
# $$
# \begin{gathered}
# \mathscr{L}(\theta) \;=\; \frac1m\sum_{s=1}^m \mathscr{L}^{(s)}(\theta) \\
# \Longrightarrow\quad
# \frac{\partial\mathscr{L}}{\partial W_{k,ij}} \;=\; \frac1m \sum_{s=1}^m
# \frac{\partial \mathscr{L}^{(s)}}{\partial a_{k,i}^{(s)}}\;h_{k-1,j}^{(s)} .
# \end{gathered}
# $$

# %% shows=true
ask.shape_of_grad_W(...)

# %% shows=true
ask.entry_of_grad_W(...)

# %% [markdown]
# Now read that sum over $s$ with matrices whose columns are the examples. Row $i$ of $\nabla_{a_k}$ runs over $s$, and
# so does row $j$ of $h_{k-1}$. Which product of the two matrices has the sum of all these products as its entry
# $(i, j)$, and the shape that you have just found? It *does the sum over the batch by itself*; all that you must add is
# the $\frac1m$. For the bias there is no product to do it, and the mean over the columns has to be taken.
#
# **This is the one place where $\frac1m$ is applied.** In `output_gradient` it would be wrong, as the division here
# would follow it, and all gradients would come out $m$ times too small. Nothing would complain; training would just
# be slow, and slower the larger the batch. (One could divide there *instead* of here. Both ways are in use. A
# course has to choose; this one lets a column be the gradient of its own example all the way down.)

# %% [markdown]
# ### Exercise 4.2 · `parameter_gradients` · 5 points
#
# Two arrays come back, and each has the shape of its parameter: `grad_W` that of $W_k$, `grad_b` that of $b_k$,
# which is a column `(n_k, 1)` (`keepdims=True` keeps it one).


# %% solution="parameter_gradients" exercise="4.2"
def parameter_gradients(grad_a, h_below):
    """∇_{W_k} and ∇_{b_k} of the mean loss: what each example asks for, averaged over the batch.

    grad_a   (n_k, m), ∇_{a_k}, a column for each example
    h_below  (n_{k-1}, m), h_{k-1}
    Returns (grad_W, grad_b), of shapes (n_k, n_{k-1}) and (n_k, 1).
    """
    ### BEGIN SOLUTION
    m = grad_a.shape[1]
    grad_W = grad_a @ h_below.T / m
    grad_b = grad_a.sum(axis=1, keepdims=True) / m
    return grad_W, grad_b
    ### END SOLUTION


# %% test="test_parameter_gradients" points=5
check.parameter_gradients(parameter_gradients)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import back_propagation as hidden

hidden.parameter_gradients(parameter_gradients)
### END HIDDEN TESTS

# %% [markdown]
# **Result.** A matrix product for the weights, a mean over the columns for the bias:
#
# $$
# \boxed{\;\nabla_{W_k}\mathscr{L} = \frac1m\; \nabla_{a_k}\, h_{k-1}^\mathsf{T}\;}
# $$
#
# $$
# \boxed{\;\nabla_{b_k}\mathscr{L} = \frac1m\sum_{s=1}^m \nabla_{a_k}^{(s)}\;}
# $$
#
# The shapes: $(n_k\times m)$ times $(m\times n_{k-1})$ is $n_k\times n_{k-1}$, and a mean of columns is $n_k\times 1$.
# The lecture writes them for one example, without the mean: a column times a row, the *outer product*
# $\nabla_{W_k} = \nabla_{a_k}\, h_{k-1}^\mathsf{T}$, and $\nabla_{b_k} = \nabla_{a_k}$.
#
# > **Here the slide has a slip.** Its second line under "gradients w.r.t. parameters" is printed as
# > $\nabla_{h_k}\mathscr{L}(\theta) = \nabla_{a_k}\mathscr{L}(\theta)$. It must read $\nabla_{b_k}$: the comment above
# > it is about parameters, $h_k$ isn't one, and $\nabla_{h_k}$ is not equal to $\nabla_{a_k}$, as step 4 shows.
#
# **With a pencil.** Example 1, layer 2: $\nabla_{a_2} = (-\tfrac34, \tfrac12, \tfrac14)$ and $h_1 = (1, 0)$.
#
# $$
# \begin{gathered}
# \nabla_{W_2} = \begin{pmatrix}-3/4\\1/2\\1/4\end{pmatrix}\begin{pmatrix}1&0\end{pmatrix} =
# \begin{pmatrix}-3/4&0\\1/2&0\\1/4&0\end{pmatrix}, \\[4pt]
# \nabla_{b_2} = \begin{pmatrix}-3/4\\1/2\\1/4\end{pmatrix}.
# \end{gathered}
# $$
#
# The second hidden unit had the activation 0: its weights, the second column, are not to blame. Do example 2:
# $\nabla_{a_2} = (\tfrac14,\tfrac14,-\tfrac12)$, $h_1 = (2, 1)$.
#
# <details><summary>Compare with ours</summary>
#
# $$
# \nabla_{W_2} = \begin{pmatrix}1/4\\1/4\\-1/2\end{pmatrix}\begin{pmatrix}2&1\end{pmatrix} =
# \begin{pmatrix}1/2&1/4\\1/2&1/4\\-1&-1/2\end{pmatrix}
# $$
# </details>
#
# For our batch of two, half the sum of the two matrices, and half the sum of the two columns of $\nabla_{a_2}$:
#
# $$
# \begin{aligned}
# \nabla_{W_2} &= \frac12\left[\begin{pmatrix}-3/4&0\\1/2&0\\1/4&0\end{pmatrix} +
# \begin{pmatrix}1/2&1/4\\1/2&1/4\\-1&-1/2\end{pmatrix}\right] \\[4pt]
# &= \frac18\begin{pmatrix}-1&1\\4&1\\-3&-2\end{pmatrix},
# \end{aligned}
# $$
#
# $$
# \begin{aligned}
# \nabla_{b_2} &=
# \frac12\left[\begin{pmatrix}-3/4\\1/2\\1/4\end{pmatrix}+\begin{pmatrix}1/4\\1/4\\-1/2\end{pmatrix}\right] \\[4pt]
# &= \frac18\begin{pmatrix}-2\\3\\-1\end{pmatrix}.
# \end{aligned}
# $$
#
# Your function, called for example 1 alone, for example 2 alone, and for both at once. Is the third matrix the mean
# of the other two, entry by entry?

# %% shows=true
draw.flow.outer_products(parameter_gradients)

# %% [markdown]
# And in the network, for example 1: two steps back. Choose an entry of $\nabla_{W_2}$ to follow: which edges carry it,
# and which two numbers meet in it?

# %% shows=true
explore.network(output_gradient, parameter_gradients)

# %% [markdown]
# ## Step 3 · The layer below
#
# **One example.** Unit $j$ of layer $k-1$ is an input of *every* unit of layer $k$: its activation $h_{k-1,j}$ appears
# in all the sums $a_{k,1},\dots,a_{k,n_k}$. When a quantity reaches the loss by several paths, the chain rule adds
# them up:
#
# $$
# \frac{\partial\mathscr{L}}{\partial h_{k-1,j}} \;=\; \sum_{i} \frac{\partial\mathscr{L}}{\partial
# a_{k,i}}\,\frac{\partial a_{k,i}}{\partial h_{k-1,j}} .
# $$
#
# Look at the sum $a_{k,i}$ of step 2 to find the second factor: with which weight does $h_{k-1,j}$ stand in it?

# %% shows=true
ask.terms_of_grad_h(...)

# %% shows=true
ask.entry_of_grad_h(...)

# %% [markdown]
# Which matrix product does these sums, for all $j$ at once? The shapes leave little choice: $W_k$ is
# $n_k\times n_{k-1}$, $\nabla_{a_k}$ is a column of $n_k$ numbers, and what comes out has $n_{k-1}$.
#
# **A batch.** An activation belongs to one example and influences only that example's loss: columns stay apart, and
# a matrix product treats the columns of its right factor one by one. So the formula holds as it stands, and there is
# no $\frac1m$ here: nothing is shared, nothing is averaged.

# %% [markdown]
# ### Exercise 4.3 · `hidden_gradient` · 2 points


# %% solution="hidden_gradient" exercise="4.3"
def hidden_gradient(W, grad_a):
    """∇_{h_{k-1}}, the gradient for the layer below, from that of layer k.

    W       (n_k, n_{k-1}), W_k
    grad_a  (n_k, m), ∇_{a_k}, a column for each example
    Returns an array of shape (n_{k-1}, m).
    """
    ### BEGIN SOLUTION
    return W.T @ grad_a
    ### END SOLUTION


# %% test="test_hidden_gradient" points=2
check.hidden_gradient(hidden_gradient)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import back_propagation as hidden

hidden.hidden_gradient(hidden_gradient)
### END HIDDEN TESTS

# %% [markdown]
# **Result.** The sum runs over $i$, the *first* index of $W$. Forward we summed over the second, along a row; backward
# we go down column $j$. A sum down the columns is a product with the transpose:
#
# $$
# \frac{\partial\mathscr{L}}{\partial h_{k-1,j}} = \sum_{i=1}^{n_k} W_{k,ij}\,
# \frac{\partial\mathscr{L}}{\partial a_{k,i}},
# $$
#
# $$
# \boxed{\;\nabla_{h_{k-1}}\mathscr{L} \;=\; W_k^{\mathsf{T}}\;\nabla_{a_k}\mathscr{L}\;}
# $$
#
# The shapes: $(n_{k-1}\times n_k)$ times $(n_k\times m)$ is $n_{k-1}\times m$. The same wires, run the other way.
#
# **With a pencil.** Example 1: the columns of $W_2$ are $c\,(-1, 1, 1)$ and $c\,(1,-2,0)$, and
#
# $$
# \begin{aligned}
# \nabla_{h_1} &= c\begin{pmatrix} -1&1&1\\ 1&-2&0 \end{pmatrix}\begin{pmatrix}-3/4\\1/2\\1/4\end{pmatrix} \\[4pt]
# &= c\begin{pmatrix} \tfrac34+\tfrac12+\tfrac14\\[2pt] -\tfrac34-1 \end{pmatrix}
# = c\begin{pmatrix} 3/2\\ -7/4 \end{pmatrix} \\[4pt]
# &\approx \begin{pmatrix} 1.04\\ -1.21\end{pmatrix}.
# \end{aligned}
# $$
#
# Do example 2, where $\nabla_{a_2} = (\tfrac14,\tfrac14,-\tfrac12)$.
#
# <details><summary>Compare with ours</summary>
#
# $\nabla_{h_1} = c\,\bigl(-\tfrac14+\tfrac14-\tfrac12,\ \tfrac14-\tfrac12\bigr) = c\,\bigl(-\tfrac12,-\tfrac14\bigr)$
# </details>

# %% [markdown]
# ## Step 4 · Through the activation
#
# "What is missing here? … Something in the last line before end … do you know how to compute this?" asks the
# lecture, and means $g'$. You do know; it was notebook 1.
#
# **One example.** $h_{k,j} = g(a_{k,j})$: each activation depends on its own pre-activation and on no other. One
# path, one factor.

# %% shows=true
ask.through_the_activation(...)

# %% [markdown]
# **A batch.** Entry by entry again: all columns at once, no $\frac1m$.

# %% [markdown]
# ### Exercise 4.4 · `preactivation_gradient` · 3 points
#
# `g_prime` comes as a function, so that it can be the slope of any activation. Call it; don't build ReLU in.


# %% solution="preactivation_gradient" exercise="4.4"
def preactivation_gradient(grad_h, a, g_prime):
    """∇_{a_k}, from the gradient of what g makes of it, entry by entry.

    grad_h   (n_k, m), ∇_{h_k}, a column for each example
    a        (n_k, m), the pre-activations a_k
    g_prime  the function g′
    Returns an array of shape (n_k, m).
    """
    ### BEGIN SOLUTION
    return grad_h * g_prime(a)
    ### END SOLUTION


# %% test="test_preactivation_gradient" points=3
check.preactivation_gradient(preactivation_gradient)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import back_propagation as hidden

hidden.preactivation_gradient(preactivation_gradient)
### END HIDDEN TESTS

# %% [markdown]
# **Result.**
#
# $$
# \frac{\partial\mathscr{L}}{\partial a_{k,j}} = \frac{\partial\mathscr{L}}{\partial h_{k,j}}\; g'(a_{k,j}),
# $$
#
# $$
# \boxed{\;\nabla_{a_k}\mathscr{L} \;=\; \nabla_{h_k}\mathscr{L} \odot \bigl[\dots,\,g'(a_{k,j}),\,\dots\bigr]\;}
# $$
#
# $\odot$ is a plain `*` in NumPy. The slide writes this line with $k-1$ in place of $k$; it is the same line. Mind the
# argument: $g'$ is taken at the **pre-activation** $a_k$, not at $h_k = g(a_k)$. This is why the forward pass kept the
# $a_k$.
#
# **With a pencil.** Example 1: $a_1 = (1,-2)$, so ReLU's slopes are $g'(a_1) = (1, 0)$, and
#
# $$
# \nabla_{a_1} = c\begin{pmatrix} 3/2\\-7/4 \end{pmatrix} \odot \begin{pmatrix} 1\\0 \end{pmatrix} =
# c\begin{pmatrix} 3/2\\ 0 \end{pmatrix}.
# $$
#
# The second unit would have had the larger gradient of the two. But its activation was 0, and a small change of its
# pre-activation would have left it at 0, so nothing passes. Do example 2, where $a_1 = (2, 1)$.
#
# <details><summary>Compare with ours</summary>
#
# Both slopes are 1, so $\nabla_{a_1} = \nabla_{h_1} = c\,\bigl(-\tfrac12,\,-\tfrac14\bigr)$.
# </details>
#
# We stand at $\nabla_{a_1}$, one layer lower than where we began, and step 2 works here as it did there, with
# $h_0 = x$:
#
# $$
# \begin{aligned}
# \nabla_{W_1} = \nabla_{a_1}\,x^\mathsf{T} &= c\begin{pmatrix}3/2\\0\end{pmatrix}
# \begin{pmatrix}1&0&2&1\end{pmatrix} \\[4pt]
# &= c\begin{pmatrix}3/2&0&3&3/2\\0&0&0&0\end{pmatrix}, \\[4pt]
# \nabla_{b_1} &= c\begin{pmatrix}3/2\\0\end{pmatrix}
# \end{aligned}
# $$
#
# for example 1. The way back is complete. Follow an entry of $\nabla_{W_1}$: its weight leads to one unit, and from
# there the loss is reached by three paths, each with a term of its own.

# %% shows=true
explore.network(output_gradient, parameter_gradients, hidden_gradient, preactivation_gradient)

# %% [markdown]
# **Before you go on.** Do the same for example 2, whose $x$ is $(0,2,0,1)$, and take the mean: that is
# $\nabla_{W_1}$ of the batch.
#
# <details><summary>Compare with ours</summary>
#
# $$
# \begin{aligned}
# \nabla_{W_1}^{(2)} &= c\begin{pmatrix}-1/2\\-1/4\end{pmatrix}\begin{pmatrix}0&2&0&1\end{pmatrix} \\[4pt]
# &= c\begin{pmatrix}0&-1&0&-1/2\\0&-1/2&0&-1/4\end{pmatrix},
# \end{aligned}
# $$
#
# $$
# \nabla_{W_1} = \frac c8\begin{pmatrix}6&-4&12&4\\0&-2&0&-1\end{pmatrix},
# \qquad
# \nabla_{b_1} = \frac c8\begin{pmatrix}4\\-1\end{pmatrix}.
# $$
#
# Add `example=1` to the call of `explore.network` above to see example 2.
# </details>
#
# ## The loop
#
# Nothing new happens from here on. Steps 2, 3 and 4 take us from $\nabla_{a_k}$ to $\nabla_{a_{k-1}}$, and we go
# round until there is no layer below. As the slide has it:
#
# > **Algorithm** back_propagation($h_1,\dots,h_{L-1},\; a_1,\dots,a_L,\; \hat y$)<br>
# > $\nabla_{a_L} = -(e(y) - f(x))$<br>
# > for $k = L$ to $1$ do<br>
# > &nbsp;&nbsp;&nbsp;&nbsp;$\nabla_{W_k} = \nabla_{a_k}\, h_{k-1}^\mathsf{T}$<br>
# > &nbsp;&nbsp;&nbsp;&nbsp;$\nabla_{h_k} = \nabla_{a_k}$<br>
# > &nbsp;&nbsp;&nbsp;&nbsp;$\nabla_{h_{k-1}} = W_k^\mathsf{T}\, \nabla_{a_k}$<br>
# > &nbsp;&nbsp;&nbsp;&nbsp;$\nabla_{a_{k-1}} = \nabla_{h_{k-1}} \odot [\dots, g'(a_{k-1,j}), \dots]$<br>
# > end
#
# The order surprises at first: within the loop, the parameters come before the pre-activation. But $\nabla_{a_L}$
# is computed *before* the loop, and every turn ends by preparing the $\nabla_{a}$ that the next turn needs. ($f(x)$
# is another name for $\hat y$.)
#
# Take it as it is printed, and three things go wrong:
#
# | printed | meant | why |
# |---|---|---|
# | $\nabla_{h_k} = \nabla_{a_k}$ | $\nabla_{b_k} = \nabla_{a_k}$ | the gradient of the bias (step 2) |
# | the last two lines, for every $k$ | only while $k > 1$ | there is no $a_0$ to go down to |
# | $(h,\, a,\, \hat y)$ | $(\theta,\, h,\, a,\, \hat y,\, y)$ | step 1 needs the labels, step 3 the weights |
#
# On the second: $h_0 = x$ is the data. No activation made it, and nobody wants to change it, so at $k = 1$ we stop
# after the parameters. On the third: "input is missing", someone says in the lecture, and is right about more than
# the data. To these arguments we add `g_prime`, since the network may use any activation, and $x$ we have already:
# it is `h[0]`.

# %% shows=true
ask.calls_of_hidden_gradient(...)

# %% [markdown]
# ### Stuck in notebook 3?
#
# You don't need your own forward pass to write this one. `recorded.forward()` is a pass through a network with the
# sizes `[4, 6, 5, 3]` ($L = 3$, two hidden layers) and 7 examples. All its parts fit together: `h[0]` is `X`, each
# `h[k]` is `g(a[k])`, and so on. Its activation is the arctangent, which no exercise asks for, with
# $g'(a) = 1/(1+a^2)$; so you don't need notebook 1 for it, either. The right gradient is `recorded.gradients()`.

# %% shows=true
recording = recorded.forward()
W, h, a = recording.theta.W, recording.h, recording.a

for k in range(1, len(W)):
    print(f"W_{k} {W[k].shape}   h_{k - 1} {h[k - 1].shape}   a_{k} {a[k].shape}")
print(f"y_hat {recording.y_hat.shape}   y {recording.y}   g_prime(0) {recording.g_prime(0.0)}")

# %% [markdown]
# ### Exercise 4.5 · `back_propagation` · 6 points
#
# Use your four functions. What comes back has the structure of $\theta$: `Parameters(grad_W, grad_b)`, two lists
# with `None` at index 0 and $\nabla_{W_k}$, $\nabla_{b_k}$ at index $k$. You'll fill them from the top, so make
# lists of the right length first: `[None] * (L + 1)`. `range(L, 0, -1)` counts $L, L-1, \dots, 1$.
#
# The check takes the network worked by hand first, then deeper ones with every layer of another size, where a layer
# confused with its neighbour shows at once.


# %% solution="back_propagation" exercise="4.5"
def back_propagation(theta, h, a, y_hat, y, g_prime):
    """∇θ, the gradient of the mean cross-entropy loss with respect to every W_k and b_k.

    theta        Parameters(W, b), k = 1 … L; L is len(theta.W) - 1
    h, a, y_hat  what forward_propagation(theta, X, g, softmax) returned
    y            (m,), the true classes
    g_prime      the derivative of the hidden layers' activation g
    Returns Parameters(grad_W, grad_b), each tensor of the shape of its parameter, index 0 None.
    """
    ### BEGIN SOLUTION
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    grad_a = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grad_W[k], grad_b[k] = parameter_gradients(grad_a, h[k - 1])
        if k > 1:
            grad_h = hidden_gradient(W[k], grad_a)
            grad_a = preactivation_gradient(grad_h, a[k - 1], g_prime)
    return Parameters(grad_W, grad_b)
    ### END SOLUTION


# %% test="test_back_propagation" points=6
check.back_propagation(back_propagation)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import back_propagation as hidden

hidden.back_propagation(back_propagation)
### END HIDDEN TESTS

# %% [markdown]
# ## Does it tell the truth?
#
# A gradient is a promise: *change this weight by a little, and the loss changes by the gradient times that little.*
# A promise can be tested. For the batch worked by hand, the gradient of $W_{1,13}$ (unit 1, input 3) is
# $\tfrac{12}{8}c \approx 1.04$. Add 0.01 to that weight, and the loss should rise by about 0.0104.


# %% shows=true
def worked_loss(theta):
    y_hat = forward_propagation(theta, worked.inputs(), relu, softmax)[2]
    return cross_entropy(y_hat, worked.labels())


def worked_grads():
    h, a = [worked.inputs(), worked.h_1()], [None, worked.a_1(), worked.a_2()]
    return back_propagation(worked.theta(), h, a, worked.y_hat(), worked.labels(), relu_prime)


grads = worked_grads()
nudged = worked.theta()
nudged.W[1][0, 2] += 0.01  # W_{1,13}: the lecture counts from 1, Python from 0
print(f"promised: {grads[0][1][0, 2] * 0.01:.6f}    kept: {worked_loss(nudged) - worked_loss(worked.theta()):.6f}")

# %% [markdown]
# Nearly; the small rest is the curvature of the loss. **Nudge it:** choose a parameter and move it. The dot is the
# loss of your forward pass, the dashed line has the slope that your gradient promises. It must *touch* the curve where
# nothing is moved. How far does the promise hold? Which parameters may be moved without any effect, and why?

# %% shows=true
explore.nudge(worked_loss, worked.theta(), worked_grads())

# %% [markdown]
# Notebook 5 makes a proper instrument of this and turns it on every parameter.
#
# The same two functions of yours, in a network that nobody has worked by hand: forward, then $\nabla\theta$ from the
# top layer to the bottom one. Other sizes, other numbers: change them.

# %% shows=true
theta = initialize_parameters([2, 5, 4, 3], np.random.default_rng(0))
X, y = np.random.default_rng(1).standard_normal((2, 7)), np.array([0, 1, 2, 0, 1, 2, 0])
explore.network(
    forward_propagation=forward_propagation,
    back_propagation=back_propagation,
    g=np.tanh,
    g_prime=tanh_prime,
    O=softmax,
    theta=theta,
    X=X,
    y=y,
)

# %% [markdown]
# ## What the way back tells us
#
# **Twins stay twins.** Notebook 3 claimed that units which start alike get the same gradient. Here is
# $\nabla_{W_1}$ from your functions, a row for each hidden unit (each picture on a colour scale of its own): on the
# left for a network whose hidden units start alike (all of $W_1$ is 0.3, and the columns of $W_2$ are equal), on the
# right for one started by `initialize_parameters`. Equal rows take equal steps, and are equal again.

# %% shows=true
draw.flow.twins(initialize_parameters, forward_propagation, back_propagation, softmax, np.tanh, tanh_prime)

# %% [markdown]
# **A deep network, three activations.** Ten layers, your functions, and the size of $\nabla_{W_k}$ in each layer.
# The gradient starts on the right, at the output, and every step to the left multiplies it by $W_k^\mathsf{T}$ and
# by $g'$. Note the logarithmic scale.

# %% shows=true
pairs = {"relu": (relu, relu_prime), "tanh": (np.tanh, tanh_prime), "logistic": (logistic, logistic_prime)}
draw.flow.vanishing(initialize_parameters, forward_propagation, back_propagation, softmax, pairs)

# %% [markdown]
# The logistic's slope is at most ¼, as you saw in notebook 1, so each layer costs at least a factor of four or so,
# and after nine of them the first layer learns about a million times more slowly than the last. tanh and ReLU have
# slopes of up to 1, and with weights of the right scale a good part of the gradient arrives.
#
# ## What you have now
#
# 1. Four steps, each a line of NumPy, each derived from the chain rule: $-(e(y)-\hat y)$;
#    $\nabla_{a_k}h_{k-1}^\mathsf{T}$ and $\nabla_{a_k}$; $W_k^\mathsf{T}\nabla_{a_k}$; $\odot\, g'(a_{k-1})$.
# 2. The $\frac1m$ has its place: in `parameter_gradients`, where the examples meet in a shared parameter, and
#    nowhere else.
# 3. `back_propagation`, for any depth and any activation, and the gradient of a small network by pencil.
# 4. The three places where the slide must be read with care.
#
# Save this notebook.
# **Next:** notebook 5. You know that your code agrees with our checks. How would you know if there were no checks?

# %% [markdown]
# **To hand in**, now or when all seven notebooks are done: save, then run this. It decides no marks.

# %% shows=true
from lab import hand_in

hand_in()
