# function: gradient_descent
# truth: The parameters are drawn anew at the start of every iteration.
# judges: wrong, wrong
# marked it says: with η = 0, theta is another one after 3 iterations than after 1
# in the notebook it says: cannot access local variable 'theta' where it is not associated with a value
# never: What becomes of η

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    losses = []
    for t in range(max_iterations):
        theta = initialize_parameters(sizes, rng)
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
    return theta, losses
