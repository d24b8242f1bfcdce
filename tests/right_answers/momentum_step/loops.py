# Loops over the layers, its state a dictionary.
def momentum_step(theta, gradient, state, eta, beta=0.9):
    grads = gradient(theta)
    if state is None:
        state = {"W": [None] + [0 * w for w in theta.W[1:]], "b": [None] + [0 * v for v in theta.b[1:]]}
    new_W, new_b, keep = [None], [None], {"W": [None], "b": [None]}
    for k in range(1, len(theta.W)):
        keep["W"].append(beta * state["W"][k] + eta * grads[0][k])
        keep["b"].append(beta * state["b"][k] + eta * grads[1][k])
        new_W.append(theta.W[k] - keep["W"][k])
        new_b.append(theta.b[k] - keep["b"][k])
    return Parameters(new_W, new_b), keep
