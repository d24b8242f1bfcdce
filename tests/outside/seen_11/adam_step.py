# wrong: m and v start anew at every step; epsilon inside the root
# loses: test_adam_step

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    t = 0 if state is None else state
    grads = gradient(theta)
    out = [[None], [None]]
    for p in (0, 1):
        for w, g in zip(theta[p][1:], grads[p][1:]):
            m, v = 0, 0
            m = np.multiply(beta1, m) + np.multiply(1-beta1, g)
            v = np.multiply(beta2, v) + np.multiply(1-beta2, np.power(g, 2))
            m = m/(1 - np.power(beta1, t+1))
            v = v/(1 - np.power(beta2, t+1))
            out[p].append(w - (eta / np.power(v + epsilon, 1/2)) * m)
    return Parameters(*out), t + 1
