# function: gradient_descent
# truth: The loop runs max_iterations + 1 times. / A step is taken after every single example, instead of one step on all.

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    history = []
    for epoch in range(max_iterations + 1):
        total = 0.0
        for i in range(X.shape[1]):
            h, a, out = forward_propagation(theta, X[:, i:i + 1], g, softmax)
            total += cross_entropy(out, y[i:i + 1])
            theta = update_parameters(theta, back_propagation(theta, h, a, out, y[i:i + 1], g_prime), eta)
        history.append(total / X.shape[1])
    return theta, history
