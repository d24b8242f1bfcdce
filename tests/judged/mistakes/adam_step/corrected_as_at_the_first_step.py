# function: adam_step
# truth: The corrections divide by 1 - beta instead of 1 - beta^t, right at the first step only.
# judges: right, right
# says: every step is corrected as if it were the first

class Adam:
    def __init__(self, beta1, beta2, eps):
        self.b1, self.b2, self.eps = beta1, beta2, eps

    def tensor(self, w, g, m, v, eta):
        m = self.b1 * m + (1 - self.b1) * g
        v = self.b2 * v + (1 - self.b2) * np.power(g, 2)
        m_hat = m / (1 - self.b1)
        v_hat = v / (1 - self.b2)
        return w - eta * m_hat / (np.sqrt(v_hat) + self.eps), m, v

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    opt = Adam(beta1, beta2, epsilon)
    g = gradient(theta)
    out, memory = ([None], [None]), ([None], [None])
    for h in (0, 1):
        for k in range(1, len(theta[h])):
            m, v = (0.0, 0.0) if state is None else state[h][k]
            w, m, v = opt.tensor(theta[h][k], g[h][k], m, v, eta)
            out[h].append(w)
            memory[h].append((m, v))
    return Parameters(*out), list(memory)
