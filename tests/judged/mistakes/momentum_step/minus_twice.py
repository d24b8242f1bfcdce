# function: momentum_step
# truth: u has the sign of a step downhill (minus the gradient), but is still subtracted from theta.
# judges: right, right
# says: uphill

def momentum_step(theta, gradient, state, eta, beta=0.9):
    g = gradient(theta)
    v = {} if state is None else state
    new_v, moved = {}, ([None], [None])
    for part, letter in enumerate("Wb"):
        for k in range(1, len(theta[part])):
            name = letter + str(k)
            new_v[name] = beta * v.get(name, 0) - eta * g[part][k]
            moved[part].append(theta[part][k] - new_v[name])
    return Parameters(*moved), new_v
