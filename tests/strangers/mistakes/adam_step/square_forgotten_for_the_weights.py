# function: adam_step
# truth: v of the weights takes the gradient without the square (that of the biases has it).

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    gW, gb = gradient(theta)
    n = len(gW)
    S = state or {"t": 0, "mW": [0] * n, "mb": [0] * n, "vW": [0] * n, "vb": [0] * n}
    N = {"t": S["t"] + 1, "mW": [0], "mb": [0], "vW": [0], "vb": [0]}
    c1, c2 = 1 - beta1 ** N["t"], 1 - beta2 ** N["t"]
    W, b = [None], [None]
    for k in range(1, n):
        mW = beta1 * S['mW'][k] + (1 - beta1) * gW[k]
        mb = beta1 * S['mb'][k] + (1 - beta1) * gb[k]
        vW = beta2 * S['vW'][k] + (1 - beta2) * gW[k]
        vb = beta2 * S['vb'][k] + (1 - beta2) * gb[k] ** 2
        W.append(theta[0][k] - eta * (mW / c1) / (np.sqrt(vW / c2) + epsilon))
        b.append(theta[1][k] - eta * (mb / c1) / (np.sqrt(vb / c2) + epsilon))
        for name, value in (("mW", mW), ("mb", mb), ("vW", vW), ("vb", vb)):
            N[name].append(value)
    return Parameters(W, b), N
