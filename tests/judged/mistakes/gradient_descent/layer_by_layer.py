# function: gradient_descent
# truth: W[k] is changed before the gradient is sent back through it (the order of the lines W[k] = ... and delta = ...): the layer below gets it through the new weights.
# judges: open, open
# says: Is a W changed before another gradient still needs it?

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    W, b = list(theta.W), list(theta.b)
    L = len(sizes) - 1
    losses = []
    for _ in range(max_iterations):
        h, a, y_hat = forward_propagation(Parameters(W, b), X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        delta = output_gradient(y_hat, y)
        for k in range(L, 0, -1):
            dW, db = parameter_gradients(delta, h[k - 1])
            W[k] = W[k] - eta * dW
            b[k] = b[k] - eta * db
            if k > 1:
                delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters(W, b), losses
