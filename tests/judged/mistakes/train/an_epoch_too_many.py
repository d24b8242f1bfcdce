# function: train
# truth: The loop over the epochs runs one time too often.
# judges: right, right
# says: How many mini-batches make an epoch, and how many epochs are there?

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta, state, losses = initialize_parameters(sizes, rng), None, []
    epoch = 0
    while True:
        for xb, yb in minibatches(X, y, batch_size, rng):
            values = []

            def slope(t):
                h, a, p = forward_propagation(t, xb, relu, softmax)
                values.append(cross_entropy(p, yb))
                return back_propagation(t, h, a, p, yb, relu_prime)

            theta, state = step(theta, slope, state, eta)
            losses.append(values[0])
        epoch += 1
        if epoch > epochs:
            break
    return theta, losses
