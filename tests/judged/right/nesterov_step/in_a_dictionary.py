# from the point ahead only eta times the gradient is left to go
def nesterov_step(theta, gradient, state, eta, beta=0.9):
    keys = [(p, k) for p in (0, 1) for k in range(1, len(theta[p]))]
    u = {f"{p}{k}": np.zeros_like(theta[p][k]) for p, k in keys} if state is None else state
    ahead = Parameters([None] * len(theta[0]), [None] * len(theta[1]))
    for p, k in keys:
        ahead[p][k] = theta[p][k] - beta * u[f"{p}{k}"]
    g = gradient(ahead)
    new, memory = Parameters([None] * len(theta[0]), [None] * len(theta[1])), {}
    for p, k in keys:
        new[p][k] = ahead[p][k] - eta * g[p][k]
        memory[f"{p}{k}"] = beta * u[f"{p}{k}"] + eta * g[p][k]
    return new, memory
