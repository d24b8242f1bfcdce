# right

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    new = [[None] + [w.copy() for w in theta[0][1:]], [None] + [v.copy() for v in theta[1][1:]]]
    grads = gradient(theta)
    n = len(new[0])
    M, V, t = ([[0.0]*n, [0.0]*n], [[0.0]*n, [0.0]*n], 0) if state is None else ([list(x) for x in state[0]], [list(x) for x in state[1]], state[2])
    t += 1
    for i in range(1, n):
        for p in (0, 1):
            M[p][i] = beta1 * M[p][i] + (1-beta1) * grads[p][i]
            V[p][i] = beta2 * V[p][i] + (1-beta2) * np.square(grads[p][i])
            num = M[p][i] / (1 - np.power(beta1, t))
            den = V[p][i] / (1 - np.power(beta2, t))
            new[p][i] -= num * eta / (epsilon + np.sqrt(den))
    return Parameters(*new), (M, V, t)
