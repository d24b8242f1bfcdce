# function: adam_step
# truth: The correction multiplies by 1 - beta^t where it should divide.

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    t = 1 if state is None else state["t"] + 1
    memory, out = {"t": t}, Parameters([None], [None])
    for part in (0, 1):
        for k in range(1, len(theta[part])):
            g = grads[part][k]
            m, v = (0.0, 0.0) if state is None else state[part, k]
            m = m * beta1 + (1 - beta1) * g
            v = v * beta2 + (1 - beta2) * g * g
            m_hat = m * (1 - beta1 ** t)
            v_hat = v * (1 - beta2 ** t)
            out[part].append(theta[part][k] - eta * m_hat / (np.sqrt(v_hat) + epsilon))
            memory[part, k] = (m, v)
    return out, memory
