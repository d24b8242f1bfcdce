# right

def forward_propagation(theta, X, g, O):
    n_hidden = len(theta.W) - 2
    lin, act = {}, {0: X}
    for i in range(n_hidden):
        lin[i + 1] = np.matmul(theta.W[i + 1], act[i]) + theta.b[i + 1]
        act[i + 1] = g(lin[i + 1])
    top = n_hidden + 1
    lin[top] = np.matmul(theta.W[top], act[n_hidden]) + theta.b[top]
    return [act[i] for i in range(top)], [None] + [lin[i] for i in range(1, top + 1)], O(lin[top])
