# function: gradient_descent
# truth: Each iteration uses one example drawn at random, not all. / The learning rate is divided down as the iterations go.

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = rng or np.random.default_rng()
    theta = initialize_parameters(sizes, rng)
    losses = []
    for t in range(max_iterations):
        i = rng.integers(len(y))
        h, a, y_hat = forward_propagation(theta, X[:, i:i + 1], g, softmax)
        losses.append(cross_entropy(y_hat, y[i:i + 1]))
        grads = back_propagation(theta, h, a, y_hat, y[i:i + 1], g_prime)
        theta = update_parameters(theta, grads, eta)
        eta = eta * 0.999
    return theta, losses
