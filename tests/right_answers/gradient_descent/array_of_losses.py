# The losses as an array, with one more at the end, and progress printed.
def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    theta = initialize_parameters(sizes, rng)
    losses = []
    for t in range(max_iterations):
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        if t % 100 == 0:
            print(t, losses[-1])
        theta = update_parameters(theta, back_propagation(theta, h, a, y_hat, y, g_prime), eta)
    return theta, np.array(losses + [cross_entropy(forward_propagation(theta, X, g, softmax)[2], y)])
