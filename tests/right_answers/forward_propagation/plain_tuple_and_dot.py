# np.dot, theta unpacked as a plain tuple, appending.
def forward_propagation(theta, X, g, O):
    W, b = theta
    h, a = [X], [None]
    for weights, bias in zip(W[1:], b[1:]):
        a.append(np.dot(weights, h[-1]) + bias)
        h.append(g(a[-1]))
    h.pop()                      # g of the output layer is not wanted
    return h, a, O(a[-1])
