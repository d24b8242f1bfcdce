# function: gradient_descent
# truth: (1) rng is ignored, a fixed seed is used; (2) the losses are those after each step.
# judges: right, right
# marked it says: losses[0] is the loss of θ_1, losses[1] that of θ_2, and so on
# in the notebook it says: two generators give the same start

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    theta = initialize_parameters(sizes, np.random.default_rng(0))
    def cost(params):
        return cross_entropy(forward_propagation(params, X, g, softmax)[-1], y)
    losses = []
    for _ in range(max_iterations):
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        theta = update_parameters(theta, back_propagation(theta, h, a, y_hat, y, g_prime), eta)
        losses.append(cost(theta))
    return theta, losses
