# function: gradient_descent
# truth: <= lets the loop run one time more than max_iterations.
# judges: right, right
# marked it says: one iteration too many
# in the notebook it says: theta moves although max_iterations is 0

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    params = initialize_parameters(sizes, rng)
    costs = []
    t = 0
    while t <= max_iterations:
        cache_h, cache_a, out = forward_propagation(params, X, g, softmax)
        costs.append(cross_entropy(out, y))
        params = update_parameters(params, back_propagation(params, cache_h, cache_a, out, y, g_prime), eta)
        t += 1
    return params, costs
