# function: train
# truth: The gradient is taken on all examples, X and y, not on the mini-batch (the two lines before the end of `gradient`).
# judges: passes, passes
# says: every step has the same gradient

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state, losses = None, []

    for _ in range(epochs):
        for Xb, yb in minibatches(X, y, batch_size, rng):

            def gradient(p):
                losses.append(cross_entropy(forward_propagation(p, Xb, relu, softmax)[2], yb))
                h, a, y_hat = forward_propagation(p, X, relu, softmax)
                return back_propagation(p, h, a, y_hat, y, relu_prime)

            theta, state = step(theta, gradient, state, eta)
    return theta, losses
