# function: gradient_descent
# truth: The loss is computed after the step, so losses[0] is that of theta_1.

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    theta = initialize_parameters(sizes, rng)
    losses = []
    for epoch in range(max_iterations):
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        theta = update_parameters(theta, back_propagation(theta, h, a, y_hat, y, g_prime), eta)
        losses.append(cross_entropy(forward_propagation(theta, X, g, softmax)[2], y))
    return theta, losses
