# function: train
# truth: (1) Each epoch's order comes from a fresh generator with a fixed seed, not from rng; (2) the state is set to None every epoch.
# judges: right, right
# says: call 6 of step does not get the state that call 5 gave back

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    losses = []
    for e in range(epochs):
        state = None
        for xb, yb in minibatches(X, y, batch_size, np.random.default_rng(42)):
            seen = []

            def gradient(t):
                h, a, p = forward_propagation(t, xb, relu, softmax)
                seen.append(cross_entropy(p, yb))
                return back_propagation(t, h, a, p, yb, relu_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(seen[0])
    return theta, losses
