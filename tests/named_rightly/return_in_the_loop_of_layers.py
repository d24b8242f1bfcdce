# function: forward_propagation
# mistake: `return` stands one indent too deep: the loop ends after the first layer

def forward_propagation(theta, X, g, O):
    h, a = [X], [None]
    for k in range(1, len(theta.W)):
        a.append(theta.b[k] + theta.W[k] @ h[k - 1])
        h.append(g(a[k]))
        return h[:-1], a, O(a[-1])
