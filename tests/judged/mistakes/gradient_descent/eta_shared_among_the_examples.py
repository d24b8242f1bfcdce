# function: gradient_descent
# truth: eta is divided by the number of examples although the gradient is a mean already.
# judges: right, right
# marked it says: the gradient is divided by m once more
# in the notebook it says: along the first step the loss falls 7 times as fast as along its slope

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    theta = initialize_parameters(sizes, np.random.default_rng() if rng is None else rng)
    m = X.shape[1]
    losses = []
    for _ in range(max_iterations):
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta / m)
    return theta, losses
