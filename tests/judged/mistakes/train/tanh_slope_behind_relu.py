# function: train
# truth: The backward pass uses tanh_prime although the forward pass uses relu.
# judges: right, right
# marked it says: another activation's slope

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state = None
    losses = []
    for _ in range(epochs):
        for xb, yb in minibatches(X, y, batch_size, rng):
            record = []

            def gradient(t):
                h, a, p = forward_propagation(t, xb, relu, softmax)
                record.append(cross_entropy(p, yb))
                return back_propagation(t, h, a, p, yb, tanh_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(record[0])
    return theta, losses
