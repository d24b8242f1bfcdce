# function: train
# truth: The loops are the wrong way round: each mini-batch of one single shuffle is repeated `epochs` times in a row.
# judges: open, open

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    losses, state = [], None
    for xb, yb in minibatches(X, y, batch_size, rng):
        for _ in range(epochs):
            got = []

            def gradient(t):
                h, a, p = forward_propagation(t, xb, relu, softmax)
                got.append(cross_entropy(p, yb))
                return back_propagation(t, h, a, p, yb, relu_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(got[0])
    return theta, losses
