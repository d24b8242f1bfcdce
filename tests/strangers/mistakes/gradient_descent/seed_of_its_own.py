# function: gradient_descent
# truth: rng is ignored: the start is drawn from a generator with a fixed seed.

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    theta = initialize_parameters(sizes, np.random.default_rng(1))
    costs = []
    for i in range(0, max_iterations):
        h, a, A2 = forward_propagation(theta, X, g, softmax)
        costs.append(cross_entropy(A2, y))
        grads = back_propagation(theta, h, a, A2, y, g_prime)
        theta = update_parameters(theta, grads, eta)
    return theta, costs
