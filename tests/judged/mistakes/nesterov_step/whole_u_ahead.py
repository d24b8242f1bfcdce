# function: nesterov_step
# truth: The point ahead is theta - u: the factor beta is missing.
# judges: right, right
# says: the gradient is taken a whole step ahead, without β

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    n = len(theta[0])
    u = state if state is not None else [[None] + [0 * t for t in half[1:]] for half in theta]
    peek = Parameters(*[[None] + [half[k] - us[k] for k in range(1, n)] for half, us in zip(theta, u)])
    g = gradient(peek)
    u = [[None] + [beta * us[k] + eta * gs[k] for k in range(1, n)] for us, gs in zip(u, g)]
    return Parameters(*[[None] + [half[k] - us[k] for k in range(1, n)] for half, us in zip(theta, u)]), u
