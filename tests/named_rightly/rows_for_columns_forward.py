# function: forward_propagation
# mistake: an example is taken for a row: X @ W.T

def forward_propagation(theta, X, g, O):
    h, a = [X], [None]
    for W, b in zip(theta.W[1:], theta.b[1:]):
        a.append(h[-1] @ W.T + b.T)
        h.append(g(a[-1]))
    return h[:-1], a, O(a[-1])
