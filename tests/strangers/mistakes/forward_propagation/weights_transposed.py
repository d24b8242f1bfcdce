# function: forward_propagation
# truth: The weights are transposed: W.T @ h where W @ h is meant.

def forward_propagation(theta, X, g, O):
    L = len(theta[0]) - 1
    a, h = {0: None}, {0: X}
    for i in range(1, L + 1):
        a[i] = np.matmul(theta[0][i].T, h[i - 1]) + theta[1][i]
        h[i] = g(a[i])
    return [h[i] for i in range(L)], [a[i] for i in range(L + 1)], O(a[L])
