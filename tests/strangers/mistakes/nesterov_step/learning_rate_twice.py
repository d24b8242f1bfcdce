# function: nesterov_step
# truth: eta is applied in u and once more in the step.

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    if state is None:
        state = each(lambda w: np.zeros(w.shape), theta)
    look = each(lambda w, v: w - beta * v, theta, state)
    v = each(lambda v, g: beta * v + eta * g, state, gradient(look))
    return each(lambda w, v: w - eta * v, theta, v), v
