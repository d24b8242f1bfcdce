# function: gradient_descent
# truth: h, a and y_hat are computed once, before the loop (line before `for`), and never again for the new parameters.
# judges: open, open
# in the notebook it says: Are loss and gradient those of the same θ
# marked it says: every iteration has the same loss, though θ moves

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    theta = initialize_parameters(sizes, rng or np.random.default_rng())
    losses = []
    h, a, y_hat = forward_propagation(theta, X, g, softmax)
    for iteration in range(max_iterations):
        losses.append(cross_entropy(y_hat, y))
        gradient = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, gradient, eta)
    return theta, losses
