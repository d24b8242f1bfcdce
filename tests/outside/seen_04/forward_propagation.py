# right

def forward_propagation(theta, X, g, O):
    flat = [None] + [v[:, 0] for v in theta.b[1:]]
    n_hidden = len(theta.W) - 2
    values, pre = [np.copy(X)], [None]
    below = X
    for i in range(1, n_hidden + 1):
        z = ((theta.W[i] @ below).T + flat[i]).T
        pre.append(z)
        below = g(z)
        values.append(below)
    last = n_hidden + 1
    z = ((theta.W[last] @ below).T + flat[last]).T
    pre.append(z)
    return values, pre, O(z)
