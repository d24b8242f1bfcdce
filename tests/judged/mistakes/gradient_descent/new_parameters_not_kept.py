# function: gradient_descent
# truth: What update_parameters gives back is thrown away, so theta never changes.
# judges: right, right
# marked it says: the new parameters are lost: theta never moves
# in the notebook it says: W[1] is never updated

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    generator = rng if rng is not None else np.random.default_rng()
    theta = initialize_parameters(sizes, generator)
    losses = []
    for _ in range(max_iterations):
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        update_parameters(theta, grads, eta)
    return theta, losses
