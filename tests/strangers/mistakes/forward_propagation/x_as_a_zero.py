# function: forward_propagation
# truth: a[0] is X; there is no a_0, it must be None.

def forward_propagation(theta, X, g, O):
    n = len(theta[0])
    h = {0: X}
    a = {0: X}
    for l in range(0, n - 2):
        a[l + 1] = np.add(np.matmul(theta[0][l + 1], h[l]), theta[1][l + 1])
        h[l + 1] = g(a[l + 1])
    a[n - 1] = np.add(np.matmul(theta[0][n - 1], h[n - 2]), theta[1][n - 1])
    return list(h.values()), list(a.values()), O(a[n - 1])
