# function: train
# truth: (1) The mini-batches are made once for all epochs; (2) the loss is taken after the step.
# judges: right, right
# says: where step leaves theta as it is, the second epoch has the losses of the first, one by one

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta, state = initialize_parameters(sizes, rng), None
    parts = list(minibatches(X, y, batch_size, rng))
    history = []
    for epoch in range(epochs):
        for xb, yb in parts:
            out = lambda t: forward_propagation(t, xb, relu, softmax)
            theta, state = step(theta, lambda t: back_propagation(t, *out(t), yb, relu_prime), state, eta)
            history.append(cross_entropy(out(theta)[2], yb))
    return theta, history
