# function: train
# truth: The function handed to step does not use its argument: it always gives the gradient at theta (line with lambda), so that Nesterov's look ahead has no effect.
# judges: open, open
# says: step asks for the gradient at another theta, and is given that of its own

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state = None
    losses = []
    for _ in range(epochs):
        for Xb, yb in minibatches(X, y, batch_size, rng):
            h, a, y_hat = forward_propagation(theta, Xb, relu, softmax)
            losses.append(cross_entropy(y_hat, yb))
            grads = back_propagation(theta, h, a, y_hat, yb, relu_prime)
            theta, state = step(theta, lambda anywhere: grads, state, eta)
    return theta, losses
