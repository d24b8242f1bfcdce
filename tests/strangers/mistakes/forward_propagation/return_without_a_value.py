# function: forward_propagation
# truth: return stands without a value: None comes back.

def forward_propagation(theta, X, g, O):
    h, a = [X], [None]
    for w, b in zip(theta[0][1:], theta[1][1:]):
        a.append(np.dot(w, h[-1]) + b)
        h.append(g(a[-1]))
    y_hat = O(a[-1])
    return
