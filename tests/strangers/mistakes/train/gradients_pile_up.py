# function: train
# truth: The gradients are never set back: each step uses the sum over all batches of the epoch so far.

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta, state = initialize_parameters(sizes, rng), None
    losses = []
    for epoch in range(epochs):
        acc = [each(np.zeros_like, theta)]
        for Xb, yb in minibatches(X, y, batch_size, rng):
            values = []

            def gradient(at):
                h, a, p = forward_propagation(at, Xb, relu, softmax)
                values.append(cross_entropy(p, yb))
                grads = back_propagation(at, h, a, p, yb, relu_prime)
                acc[0] = each(np.add, acc[0], grads)
                return acc[0]

            theta, state = step(theta, gradient, state, eta)
            losses.append(values[0])
    return theta, losses
