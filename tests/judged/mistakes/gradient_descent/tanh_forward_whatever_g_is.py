# function: gradient_descent
# truth: The forward pass always uses tanh; the g that was passed is ignored.
# judges: right, right
# marked it says: always tanh, whatever g is given

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    theta = initialize_parameters(sizes, np.random.default_rng() if rng is None else rng)
    losses = []
    while len(losses) < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, np.tanh, softmax)
        losses.append(cross_entropy(y_hat, y))
        theta = update_parameters(theta, back_propagation(theta, h, a, y_hat, y, g_prime), eta)
    return theta, losses
