# function: back_propagation
# truth: The sign is wrong from the start: labels minus prediction.
# judges: right, right
# says: every gradient has the opposite sign

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, _ = theta
    m = len(y)

    def backward(k, delta):
        if k == 0:
            return [None], [None]
        below = None if k == 1 else (W[k].T @ delta) * g_prime(a[k - 1])
        lower_W, lower_b = backward(k - 1, below)
        return lower_W + [delta @ h[k - 1].T / m], lower_b + [delta.mean(axis=1, keepdims=True)]

    layer_error = one_hot(y, y_hat.shape[0]) - y_hat
    return Parameters(*backward(len(W) - 1, layer_error))
