# function: train
# truth: One number comes back, the mean loss of the last epoch, instead of the loss of every step.

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta, state = initialize_parameters(sizes, rng), None
    for _ in range(epochs):
        epoch_losses = []
        for xb, yb in minibatches(X, y, batch_size, rng):
            def gradient(t):
                h, a, y_hat = forward_propagation(t, xb, relu, softmax)
                epoch_losses.append(cross_entropy(y_hat, yb))
                return back_propagation(t, h, a, y_hat, yb, relu_prime)
            theta, state = step(theta, gradient, state, eta)
    return theta, np.mean(epoch_losses)
