# right

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng(rng)
    theta = initialize_parameters(sizes, rng)
    history = np.zeros(max_iterations)
    for epoch in range(max_iterations):
        h, a, probs = forward_propagation(theta, X, g, softmax)
        history[epoch] = cross_entropy(probs, y)
        d = back_propagation(theta, h, a, probs, y, g_prime)
        theta = Parameters(
            [None] + [w - eta * dw for w, dw in zip(theta.W[1:], d.W[1:])],
            [None] + [v - eta * dv for v, dv in zip(theta.b[1:], d.b[1:])],
        )
    return theta, history.tolist()
