# function: forward_propagation
# truth: The biases are never added.
# judges: right, right
# says: no bias

def forward_propagation(theta, X, g, O):
    weights = theta[0]
    n_layers = len(weights) - 1
    signal = X
    h, a = [signal], [None]
    for k in range(1, n_layers):
        z = np.dot(weights[k], signal)
        signal = g(z)
        a.append(z)
        h.append(signal)
    z_out = np.dot(weights[n_layers], signal)
    a.append(z_out)
    return h, a, O(z_out)
