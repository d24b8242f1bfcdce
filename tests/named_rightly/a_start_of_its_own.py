# function: gradient_descent
# mistake: a default_rng of its own is used in place of rng

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng(0)
    theta = initialize_parameters(sizes, rng)
    losses = []
    for t in range(max_iterations):
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        theta = update_parameters(theta, back_propagation(theta, h, a, y_hat, y, g_prime), eta)
    return theta, losses
