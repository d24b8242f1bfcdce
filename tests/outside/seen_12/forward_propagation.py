# wrong: g at the output, then O
# loses: test_forward_propagation, test_forward_propagation_general

def forward_propagation(theta, X, g, O):
    now = np.copy(X.T)
    h, a = [X], [None]
    for i in range(1, len(theta.W)):
        z = np.dot(now, theta.W[i].T) + theta.b[i].T
        a.append(z.T)
        now = np.copy(g(z))
        h.append(now.T)
    return h[:-1], a, O(h[-1])
