# adds up one example after the other, divides at the end
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, len(y)
    nabla_w = [None] + [np.zeros(w.shape) for w in W[1:]]
    nabla_b = [None] + [np.zeros(c.shape) for c in b[1:]]
    for i in range(m):
        delta = y_hat[:, [i]].copy()
        delta[y[i]] -= 1
        for k in range(L, 0, -1):
            nabla_w[k] += delta @ h[k - 1][:, [i]].T
            nabla_b[k] += delta
            if k > 1:
                delta = (W[k].T @ delta) * g_prime(a[k - 1][:, [i]])
    return Parameters([None] + [w / m for w in nabla_w[1:]], [None] + [c / m for c in nabla_b[1:]])
