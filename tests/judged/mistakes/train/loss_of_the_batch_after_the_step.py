# function: train
# truth: The loss of the mini-batch is taken after the step instead of before.
# judges: open, open

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state = None
    losses = []
    run = lambda t, xb: forward_propagation(t, xb, relu, softmax)
    for _ in range(epochs):
        for xb, yb in minibatches(X, y, batch_size, rng):
            grad = lambda t: back_propagation(t, *run(t, xb), yb, relu_prime)
            theta, state = step(theta, grad, state, eta)
            losses.append(cross_entropy(run(theta, xb)[2], yb))
    return theta, losses
