# right

def momentum_step(theta, gradient, state, eta, beta=0.9):
    grads = gradient(theta)
    L = len(theta[0]) - 1
    if state is None:
        state = {("W", k): np.zeros_like(theta[0][k]) for k in range(1, L + 1)}
        state.update({("b", k): np.zeros_like(theta[1][k]) for k in range(1, L + 1)})
    state = dict(state)
    Ws, bs = [None], [None]
    for k in range(1, L + 1):
        state["W", k] = eta*grads[0][k] + beta*state["W", k]
        state["b", k] = eta*grads[1][k] + beta*state["b", k]
        Ws.append(theta[0][k] - state["W", k])
        bs.append(theta[1][k] - state["b", k])
    return Parameters(Ws, bs), state
