# function: adam_step
# truth: For the biases v takes the gradient itself instead of its square, so the root of a negative number is NaN.
# judges: right, right
# says: û/√v̂ is 1 or −1 then, entry by entry. Work out both for one such entry, beside the formula.

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    g_W, g_b = gradient(theta)
    L = len(g_W)
    s = state or {"mW": [0.0] * L, "vW": [0.0] * L, "mb": [0.0] * L, "vb": [0.0] * L, "t": 0}
    t = s["t"] + 1
    new = {"mW": [0.0], "vW": [0.0], "mb": [0.0], "vb": [0.0], "t": t}
    W, b = [None], [None]
    for k in range(1, L):
        new["mW"].append(beta1 * s["mW"][k] + (1 - beta1) * g_W[k])
        new["mb"].append(beta1 * s["mb"][k] + (1 - beta1) * g_b[k])
        new["vW"].append(beta2 * s["vW"][k] + (1 - beta2) * (g_W[k] ** 2))
        new["vb"].append(beta2 * s["vb"][k] + (1 - beta2) * (g_b[k]))
        up = lambda w, m, v: w - eta * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + epsilon)
        W.append(up(theta[0][k], new["mW"][k], new["vW"][k]))
        b.append(up(theta[1][k], new["mb"][k], new["vb"][k]))
    return Parameters(W, b), new
