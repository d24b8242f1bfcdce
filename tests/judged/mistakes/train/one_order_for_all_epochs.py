# function: train
# truth: The mini-batches are made once, before the epochs: every epoch has the same ones.
# judges: right, right
# says: where step leaves theta as it is, the second epoch has the losses of the first, one by one

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    batches = list(minibatches(X, y, batch_size, rng))
    losses, state = [], None
    for xb, yb in batches * epochs:
        first = []

        def gradient(t, xb=xb, yb=yb, first=first):
            h, a, out = forward_propagation(t, xb, relu, softmax)
            first.append(cross_entropy(out, yb))
            return back_propagation(t, h, a, out, yb, relu_prime)

        theta, state = step(theta, gradient, state, eta)
        losses.append(first[0])
    return theta, losses
