# function: gradient_descent
# truth: The loss is taken after the step, so losses[0] is that of theta_1, not of theta_0.
# judges: right, right
# marked it says: losses[0] is the loss of θ_1, losses[1] that of θ_2, and so on

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    theta = initialize_parameters(sizes, rng)
    forward = lambda params: forward_propagation(params, X, g, softmax)
    h, a, y_hat = forward(theta)
    losses = []
    for _ in range(max_iterations):
        theta = update_parameters(theta, back_propagation(theta, h, a, y_hat, y, g_prime), eta)
        h, a, y_hat = forward(theta)
        losses.append(cross_entropy(y_hat, y))
    return theta, losses
