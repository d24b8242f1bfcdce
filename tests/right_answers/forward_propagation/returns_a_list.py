# Returns a list of three, and copies its input.
def forward_propagation(theta, X, g, O):
    L = len(theta.W) - 1
    h, a = {0: X.copy()}, {0: None}
    for k in range(1, L + 1):
        a[k] = np.add(theta.b[k], np.matmul(theta.W[k], h[k - 1]))
        h[k] = g(a[k]) if k < L else None
    return [[h[k] for k in range(L)], [a[k] for k in range(L + 1)], O(a[L])]
