# function: forward_propagation
# mistake: tanh stands where g is given

def forward_propagation(theta, X, g, O):
    h, a = [X], [None]
    for W, b in zip(theta.W[1:], theta.b[1:]):
        a.append(b + W @ h[-1])
        h.append(np.tanh(a[-1]))
    return h[:-1], a, O(a[-1])
