# function: back_propagation
# truth: The biases' gradients are the row sums of delta h^T, in which the activations have no place.
# judges: wrong, wrong
# says: What differs between the line of b and that of what is right?
# never: What do you start from

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, len(y)
    delta = [None] * (L + 1)
    delta[L] = y_hat - one_hot(y, y_hat.shape[0])
    for k in range(L - 1, 0, -1):
        delta[k] = np.dot(W[k + 1].T, delta[k + 1]) * g_prime(a[k])
    grad_W = [None] + [(1 / m) * np.dot(delta[k], h[k - 1].T) for k in range(1, L + 1)]
    grad_b = [None] + [np.sum(grad_W[k], axis=1, keepdims=True) for k in range(1, L + 1)]
    return Parameters(grad_W, grad_b)
