# function: gradient_descent
# truth: (1) The forward pass uses tanh, not the g that was passed; (2) the losses are those after each step.
# judges: right, right
# marked it says: losses[0] is the loss of θ_1, losses[1] that of θ_2, and so on

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    theta = initialize_parameters(sizes, np.random.default_rng() if rng is None else rng)
    predict = lambda th: forward_propagation(th, X, np.tanh, softmax)
    losses = []
    for _ in range(max_iterations):
        theta = update_parameters(theta, back_propagation(theta, *predict(theta), y, g_prime), eta)
        losses.append(cross_entropy(predict(theta)[2], y))
    return theta, losses
