# function: gradient_descent
# truth: What is noted is the loss of the iteration before, so the first value is there twice and all others come one late.
# judges: right, right
# marked it says: from losses[1] on, each is the loss of the iteration before

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    theta = initialize_parameters(sizes, rng or np.random.default_rng())
    current = cross_entropy(forward_propagation(theta, X, g, softmax)[2], y)
    history = []
    for _ in range(max_iterations):
        previous = current
        h, a, p = forward_propagation(theta, X, g, softmax)
        current = cross_entropy(p, y)
        theta = update_parameters(theta, back_propagation(theta, h, a, p, y, g_prime), eta)
        history.append(previous)
    return theta, history
