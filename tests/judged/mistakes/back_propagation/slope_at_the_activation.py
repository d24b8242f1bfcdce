# function: back_propagation
# truth: g' is taken at the activations h[k] instead of the pre-activations a[k].
# judges: right, right
# says: g′ is taken at h instead of a

def back_propagation(theta, h, a, y_hat, y, g_prime):
    weights = theta[0]
    delta = output_gradient(y_hat, y)
    pairs = []
    for k in reversed(range(1, len(weights))):
        pairs.append(parameter_gradients(delta, h[k - 1]))
        if k > 1:
            delta = hidden_gradient(weights[k], delta) * g_prime(h[k - 1])
    pairs.reverse()
    return Parameters([None] + [p[0] for p in pairs], [None] + [p[1] for p in pairs])
