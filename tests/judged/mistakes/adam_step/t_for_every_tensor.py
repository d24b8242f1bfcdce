# function: adam_step
# truth: t is raised at every tensor instead of once a step, so later tensors and steps have much too large a t.
# judges: open, open

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    t = 0 if state is None else state[0]
    memory = {} if state is None else dict(state[1])
    out = []
    for half in (0, 1):
        tensors = [None]
        for k in range(1, len(theta[half])):
            t += 1
            m, v = memory.get(f"{half}-{k}", (0.0, 0.0))
            g = grads[half][k]
            m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g ** 2
            memory[f"{half}-{k}"] = (m, v)
            tensors.append(theta[half][k] - eta * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + epsilon))
        out.append(tensors)
    return Parameters(*out), (t, memory)
