# function: gradient_descent
# truth: A generator with a fixed seed is made inside; the rng that was given is never used.
# judges: right, right
# says: two generators give the same start

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng(1337)
    theta = initialize_parameters(sizes, rng)
    losses = np.zeros(max_iterations)
    for i in range(max_iterations):
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses[i] = cross_entropy(y_hat, y)
        theta = update_parameters(theta, back_propagation(theta, h, a, y_hat, y, g_prime), eta)
    return theta, losses.tolist()
