# wrong: epsilon inside the root
# loses: test_adam_step

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    flat = lambda s: [t for t in s[0][1:]] + [t for t in s[1][1:]]
    d, w = flat(grads), flat(theta)
    if state is None:
        m = [(1 - beta1)*g for g in d]
        v = [(1 - beta2)*(g**2) for g in d]
        t = 1
    else:
        m0, v0, t = state
        m = [beta1*x + (1 - beta1)*g for x, g in zip(m0, d)]
        v = [beta2*x + (1 - beta2)*g**2 for x, g in zip(v0, d)]
    mh = [x/(1 - beta1**t) for x in m]
    vh = [x/(1 - beta2**t) for x in v]
    w = [x - (eta*p)/(q + epsilon)**0.5 for x, p, q in zip(w, mh, vh)]
    n = len(theta[0]) - 1
    return Parameters([None] + w[:n], [None] + w[n:]), (m, v, t + 1)
