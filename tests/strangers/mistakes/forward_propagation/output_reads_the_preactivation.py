# function: forward_propagation
# truth: The last layer reads a_{L-1} instead of h_{L-1}.

def forward_propagation(theta, X, g, O):
    W, b = theta
    L = len(W) - 1
    h, a = [X], [X]
    for i in range(1, L):
        a.append(np.dot(W[i], h[i - 1]) + b[i])
        h.append(g(a[i]))
    last = np.dot(W[L], a[L - 1]) + b[L]
    a[0] = None
    return h, a + [last], O(last)
