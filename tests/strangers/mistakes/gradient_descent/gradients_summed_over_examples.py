# function: gradient_descent
# truth: The gradients of the single examples are added up and never divided by m.

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    theta = initialize_parameters(sizes, rng if rng is not None else np.random.default_rng())
    losses = []
    for _ in range(max_iterations):
        losses.append(cross_entropy(forward_propagation(theta, X, g, softmax)[2], y))
        total = Parameters([None] + [0 * w for w in theta[0][1:]], [None] + [0 * b for b in theta[1][1:]])
        for i in range(len(y)):
            x, label = X[:, i].reshape(-1, 1), y[i:i + 1]
            h, a, y_hat = forward_propagation(theta, x, g, softmax)
            one = back_propagation(theta, h, a, y_hat, label, g_prime)
            for k in range(1, len(sizes)):
                total[0][k] = total[0][k] + one[0][k]
                total[1][k] = total[1][k] + one[1][k]
        theta = update_parameters(theta, total, eta)
    return theta, losses
