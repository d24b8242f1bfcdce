# Recursion instead of a loop, and a tuple of lists built on the way.
def forward_propagation(theta, X, g, O, k=1, h=None, a=None):
    h, a = h or [X], a or [None]
    a = a + [theta.W[k] @ h[-1] + theta.b[k]]
    if k == len(theta.W) - 1:
        return h, a, O(a[-1])
    return forward_propagation(theta, X, g, O, k + 1, h + [g(a[-1])], a)
