# function: gradient_descent
# truth: (1) eta is given a minus sign, so the step goes uphill; (2) the loop runs max_iterations + 1 times.
# judges: open, wrong
# marked it says: with a tiny learning rate, max_iterations = 1 leads 2 times as far as each further iteration
# in the notebook it says: theta moves although max_iterations is 0
# never: What becomes of η

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    theta = initialize_parameters(sizes, np.random.default_rng() if rng is None else rng)
    losses = []
    for _ in range(max_iterations + 1):
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        theta = update_parameters(theta, back_propagation(theta, h, a, y_hat, y, g_prime), -eta)
    return theta, losses
