# function: train
# truth: The batches' gradients are added up and one step is taken at the end of the epoch, instead of one per batch.

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state, losses = None, []
    for epoch in range(epochs):
        total = each(np.zeros_like, theta)
        for Xb, yb in minibatches(X, y, batch_size, rng):
            h, a, y_hat = forward_propagation(theta, Xb, relu, softmax)
            losses.append(cross_entropy(y_hat, yb))
            total = each(np.add, total, back_propagation(theta, h, a, y_hat, yb, relu_prime))
        theta, state = step(theta, lambda _: total, state, eta)
    return theta, losses
