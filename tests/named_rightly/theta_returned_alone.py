# function: gradient_descent
# mistake: theta is returned without the losses

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    for t in range(max_iterations):
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        theta = update_parameters(theta, back_propagation(theta, h, a, y_hat, y, g_prime), eta)
    return theta
