# function: adam_step
# truth: epsilon stands under the root instead of being added to it.
# judges: right, right
# says: ε inside the root

from lab.optimizers import each

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    t = 1 if state is None else state["t"] + 1
    g = gradient(theta)
    decay = lambda beta, old, new: each(lambda o, n: beta * o + (1 - beta) * n, old, new)
    zero = each(np.zeros_like, theta)
    m = decay(beta1, zero if state is None else state["m"], g)
    s = decay(beta2, zero if state is None else state["s"], each(np.square, g))
    c1, c2 = 1 - beta1 ** t, 1 - beta2 ** t
    theta = each(lambda w, a, b: w - eta * (a / c1) / np.sqrt(b / c2 + epsilon), theta, m, s)
    return theta, {"t": t, "m": m, "s": s}
