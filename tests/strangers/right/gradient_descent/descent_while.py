# while loop
def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    generator = rng if rng is not None else np.random.default_rng()
    theta = initialize_parameters(sizes, generator)
    t, losses = 0, []
    while t < max_iterations:
        cache = forward_propagation(theta, X, g, softmax)
        losses.append(float(cross_entropy(cache[2], y)))
        theta = update_parameters(theta, back_propagation(theta, *cache, y, g_prime), eta)
        t += 1
    return theta, losses
