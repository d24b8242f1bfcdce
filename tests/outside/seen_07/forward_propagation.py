# wrong: the bias is subtracted
# loses: test_forward_propagation, test_forward_propagation_general

def forward_propagation(theta, X, g, O):
    h, a = [X], [None]
    L = len(theta.W) - 1
    for i in range(1, L + 1):
        a.append(theta.W[i] @ h[i-1] - theta.b[i])
        if i < L:
            h.append(g(a[i]))
    return h, a, O(a[L])
