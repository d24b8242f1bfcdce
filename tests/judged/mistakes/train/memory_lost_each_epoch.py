# function: train
# truth: state is set to None at the start of every epoch, so the optimizer forgets.
# judges: right, right
# says: call 6 of step does not get the state that call 5 gave back

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta, losses = initialize_parameters(sizes, rng), []

    def make_gradient(xb, yb, log):
        def gradient(t):
            h, a, p = forward_propagation(t, xb, relu, softmax)
            log.append(cross_entropy(p, yb))
            return back_propagation(t, h, a, p, yb, relu_prime)
        return gradient

    for _ in range(epochs):
        state = None
        for xb, yb in minibatches(X, y, batch_size, rng):
            log = []
            theta, state = step(theta, make_gradient(xb, yb, log), state, eta)
            losses.append(log[0])
    return theta, losses
