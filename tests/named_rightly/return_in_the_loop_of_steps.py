# function: gradient_descent
# mistake: `return` stands one indent too deep: one step is taken

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    losses = []
    for t in range(max_iterations):
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
        return theta, losses
