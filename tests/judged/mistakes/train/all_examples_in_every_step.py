# function: train
# truth: Each step's gradient and loss are those of all examples: the mini-batch is not used.
# judges: wrong, wrong
# says: where step leaves theta as it is, every step has the same loss
# never: the mini-batches of the second epoch are those of the first

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state, losses = None, []
    for _ in range(epochs):
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            log = []

            def gradient(t):
                h, a, y_hat = forward_propagation(t, X, relu, softmax)
                log.append(cross_entropy(y_hat, y))
                return back_propagation(t, h, a, y_hat, y, relu_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(log[0])
    return theta, losses
