# function: forward_propagation
# truth: y_hat is appended to h, which then has L + 1 entries (h_0 ... h_{L-1} are L).

def forward_propagation(theta, X, g, O):
    W, b = theta
    L = len(W) - 1
    a, h = [None], [X]
    for k in range(1, L):
        a.append(b[k] + np.matmul(W[k], h[k - 1]))
        h.append(g(a[k]))
    a.append(b[L] + np.matmul(W[L], h[L - 1]))
    y_hat = O(a[L])
    h.append(y_hat)
    return h, a, y_hat
