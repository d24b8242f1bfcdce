# function: gradient_descent
# truth: It stops as soon as the loss changes by less than 0.001, so there are fewer than max_iterations steps and losses.
# judges: right, right
# says: Who decides how many iterations there are: you, or the caller?

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    theta = initialize_parameters(sizes, np.random.default_rng() if rng is None else rng)
    losses = []
    for _ in range(max_iterations):
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        theta = update_parameters(theta, back_propagation(theta, h, a, y_hat, y, g_prime), eta)
        if len(losses) > 1 and abs(losses[-2] - losses[-1]) < 1e-3:
            break
    return theta, losses
