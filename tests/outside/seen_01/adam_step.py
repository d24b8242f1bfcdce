# wrong: epsilon inside the root
# loses: test_adam_step

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    L = len(theta[0]) - 1
    if state is None:
        zero = lambda: [[None] + [np.zeros_like(t) for t in theta[p][1:]] for p in (0, 1)]
        state = (zero(), zero(), 0)
    hist, rms, step = state
    step += 1
    new_h, new_r, new_t = [[None], [None]], [[None], [None]], [[None], [None]]
    for p in (0, 1):
        for k in range(1, L + 1):
            g = grads[p][k]
            new_h[p].append((1 - beta1)*g + beta1*hist[p][k])
            new_r[p].append((1 - beta2)*g**2 + beta2*rms[p][k])
            ch = new_h[p][k]/(1 - beta1**step)
            cr = new_r[p][k]/(1 - beta2**step)
            new_t[p].append(theta[p][k] - (eta/np.sqrt(cr + epsilon))*ch)
    return Parameters(*new_t), (new_h, new_r, step)
