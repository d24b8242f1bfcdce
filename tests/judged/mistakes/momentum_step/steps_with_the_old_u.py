# function: momentum_step
# truth: theta moves by the u of the step before; the new one is only stored.
# judges: right, right
# says: each step uses the u of the step before

def momentum_step(theta, gradient, state, eta, beta=0.9):
    grads = gradient(theta)
    n = len(theta[0])
    old = state or [[0.0] * n, [0.0] * n]
    new_u, new_theta = ([None], [None]), ([None], [None])
    for half in (0, 1):
        for k in range(1, n):
            new_u[half].append(beta * old[half][k] + eta * grads[half][k])
            new_theta[half].append(theta[half][k] - old[half][k])
    return Parameters(*new_theta), list(new_u)
