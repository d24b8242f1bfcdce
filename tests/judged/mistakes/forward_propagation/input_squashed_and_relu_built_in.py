# function: forward_propagation
# truth: (1) g is applied to the input, h[0] = g(X); (2) the hidden layers use relu instead of the g that was passed.
# judges: right, right
# says: h[0], h[1] and h[2] do not follow from what you return beside it; all else does

def forward_propagation(theta, X, g, O):
    W, b = theta
    h, a = [g(X)], [None]
    for k in range(1, len(W)):
        a.append(W[k] @ h[k - 1] + b[k])
        if k != len(W) - 1:
            h.append(np.maximum(a[k], 0))
    return h, a, O(a[-1])
