# a generator of iterates
def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    start = initialize_parameters(sizes, np.random.default_rng() if rng is None else rng)
    last = [start]

    def walk(theta):
        while True:
            h, a, p = forward_propagation(theta, X, g, softmax)
            yield cross_entropy(p, y)
            theta = update_parameters(theta, back_propagation(theta, h, a, p, y, g_prime), eta)
            last[0] = theta
            yield None

    steps = walk(start)
    losses = []
    for _ in range(max_iterations):
        losses.append(next(steps))
        next(steps)
    return last[0], losses
