# function: gradient_descent
# truth: The learning rate is made smaller every iteration; it should stay as given.

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    theta, losses = initialize_parameters(sizes, rng), []
    for t in range(max_iterations):
        rate = eta / (1 + 0.01 * t)
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        theta = update_parameters(theta, back_propagation(theta, h, a, y_hat, y, g_prime), rate)
    return theta, losses
