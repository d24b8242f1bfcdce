# function: train
# truth: The return is inside the loop over the mini-batches: one step only.
# judges: right, right
# says: How many mini-batches make an epoch, and how many epochs are there?

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    losses, state = [], None
    for epoch in range(epochs):
        for xb, yb in minibatches(X, y, batch_size, rng):
            seen = []

            def gradient(t):
                h, a, p = forward_propagation(t, xb, relu, softmax)
                seen.append(cross_entropy(p, yb))
                return back_propagation(t, h, a, p, yb, relu_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(seen[0])
            return theta, losses
    return theta, losses
