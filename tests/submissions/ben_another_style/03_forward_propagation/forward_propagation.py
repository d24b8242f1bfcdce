def forward_propagation(theta, X, g, O):
    weights, biases = theta
    L = len(weights) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(np.einsum("ij,jm->im", weights[k], h[-1]) + biases[k])
        if k < L:
            h.append(g(a[-1]))
    return h, a, O(a[-1])
