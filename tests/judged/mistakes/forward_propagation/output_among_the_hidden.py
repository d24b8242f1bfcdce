# function: forward_propagation
# truth: y_hat is put at the end of h, which then has L + 1 entries instead of L.
# judges: right, right
# says: h should have 3 parts, and has 4; ŷ stands in h as well

def forward_propagation(theta, X, g, O):
    W, b = theta
    last = len(W) - 1
    z, act = {}, {0: X}
    for i in range(1, last + 1):
        z[i] = W[i].dot(act[i - 1]) + b[i]
        act[i] = O(z[i]) if i == last else g(z[i])
    h = [act[i] for i in range(last + 1)]
    return h, [None] + [z[i] for i in range(1, last + 1)], act[last]
