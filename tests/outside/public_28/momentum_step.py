# right

def momentum_step(theta, gradient, state, eta, beta=0.9):
    velocity = state or {}
    grads, fresh = gradient(theta), {}
    new = [[None] * len(theta[0]), [None] * len(theta[1])]
    for side in range(2):
        for layer in range(1, len(theta[side])):
            fresh[side, layer] = beta * velocity.get((side, layer), 0) - eta * grads[side][layer]
            new[side][layer] = theta[side][layer] + fresh[side, layer]
    return Parameters(*new), fresh
