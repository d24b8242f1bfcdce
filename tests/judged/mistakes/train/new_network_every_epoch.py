# function: train
# truth: The parameters are drawn anew at the start of every epoch.
# judges: right, right
# says: call 6 of step does not get the theta that call 5 gave back

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    losses, state = [], None
    theta = None
    for epoch in range(epochs):
        theta = initialize_parameters(sizes, rng)
        for xb, yb in minibatches(X, y, batch_size, rng):
            seen = []

            def gradient(t):
                h, a, p = forward_propagation(t, xb, relu, softmax)
                seen.append(cross_entropy(p, yb))
                return back_propagation(t, h, a, p, yb, relu_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(seen[0])
    return theta, losses
