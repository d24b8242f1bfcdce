# function: train
# truth: (1) None is passed as the state at every step, so the optimizer never remembers; (2) the mini-batches are made once for all epochs.
# judges: right, right
# says: call 2 of step does not get the state that call 1 gave back

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    batches = [pair for pair in minibatches(X, y, batch_size, rng)]
    losses = []
    for _ in range(epochs):
        for xb, yb in batches:
            seen = []

            def gradient(t):
                h, a, p = forward_propagation(t, xb, relu, softmax)
                seen.append(cross_entropy(p, yb))
                return back_propagation(t, h, a, p, yb, relu_prime)

            theta, _ = step(theta, gradient, None, eta)
            losses.append(seen[0])
    return theta, losses
