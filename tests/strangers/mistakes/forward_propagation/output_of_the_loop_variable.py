# function: forward_propagation
# truth: The output function is applied to a_{L-1}: the loop variable i has stopped there.

def forward_propagation(theta, X, g, O):
    L = len(theta[0]) - 1
    a, h = {}, {"h0": X}
    for i in range(1, L):
        a[f"a{i}"] = np.matmul(theta[0][i], h[f"h{i-1}"]) + theta[1][i]
        h[f"h{i}"] = g(a[f"a{i}"])
    a[f"a{L}"] = np.matmul(theta[0][L], h[f"h{L-1}"]) + theta[1][L]
    y_hat = O(a[f'a{i}'])
    return list(h.values()), [None] + list(a.values()), y_hat
