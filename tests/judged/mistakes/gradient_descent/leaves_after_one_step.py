# function: gradient_descent
# truth: The return is inside the loop: one iteration only.
# judges: right, right
# says: How often does your loop run? Look at where `return` stands.

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    theta, losses = initialize_parameters(sizes, np.random.default_rng() if rng is None else rng), []
    for t in range(max_iterations):
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses += [cross_entropy(y_hat, y)]
        nabla = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, nabla, eta)
        return theta, losses
    return theta, losses
