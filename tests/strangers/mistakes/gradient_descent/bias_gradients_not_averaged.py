# function: gradient_descent
# truth: The weights' gradients are averaged over the examples, those of the biases only added up.

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    theta = initialize_parameters(sizes, np.random.default_rng() if rng is None else rng)
    n, m, losses = len(sizes), X.shape[1], []
    for _ in range(max_iterations):
        sW, sb, loss = [0] * n, [0] * n, 0
        for j in range(m):
            h, a, p = forward_propagation(theta, X[:, [j]], g, softmax)
            loss += cross_entropy(p, y[[j]]) / m
            d = back_propagation(theta, h, a, p, y[[j]], g_prime)
            for k in range(1, n):
                sW[k] = sW[k] + d[0][k]
                sb[k] = sb[k] + d[1][k]
        losses.append(loss)
        W = [None] + [theta[0][k] - eta * sW[k] / m for k in range(1, n)]
        b = [None] + [theta[1][k] - eta * sb[k] for k in range(1, n)]
        theta = Parameters(W, b)
    return theta, losses
