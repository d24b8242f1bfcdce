# triple loop
def hidden_gradient(W, grad_a):
    n, p = W.shape
    m = grad_a.shape[1]
    out = np.zeros((p, m))
    for j in range(p):
        for i in range(n):
            for e in range(m):
                out[j, e] += W[i, j] * grad_a[i, e]
    return out
