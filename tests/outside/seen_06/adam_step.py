# wrong: t grows by the batch size, and epsilon inside the root
# loses: test_adam_step

import math

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    batch_size = 32
    grads = gradient(theta)
    m, v, i = ([[0]*len(theta[0]), [0]*len(theta[0])], [[0]*len(theta[0]), [0]*len(theta[0])], 0) if state is None else state
    m, v = [list(x) for x in m], [list(x) for x in v]
    out = [[None], [None]]
    for p in (0, 1):
        for k in range(1, len(theta[0])):
            m[p][k] = np.multiply(beta1, m[p][k]) + np.multiply(1 - beta1, grads[p][k])
            v[p][k] = np.multiply(beta2, v[p][k]) + np.multiply(1 - beta2, grads[p][k]**2)
            mh = m[p][k] / (1 - math.pow(beta1, i+1))
            vh = v[p][k] / (1 - math.pow(beta2, i+1))
            out[p].append(theta[p][k] - (eta / np.sqrt(vh + epsilon)) * mh)
    return Parameters(*out), (m, v, i + batch_size)
