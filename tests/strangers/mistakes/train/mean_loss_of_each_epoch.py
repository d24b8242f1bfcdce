# function: train
# truth: The losses of an epoch's batches are averaged into one number; every step's loss is asked for.

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta, state, losses = initialize_parameters(sizes, rng), None, []
    n_batches = int(np.ceil(X.shape[1] / batch_size))
    for epoch in range(epochs):
        running = 0.0
        for Xb, yb in minibatches(X, y, batch_size, rng):
            h, a, y_hat = forward_propagation(theta, Xb, relu, softmax)
            running += cross_entropy(y_hat, yb)

            def gradient(at, Xb=Xb, yb=yb):
                h, a, out = forward_propagation(at, Xb, relu, softmax)
                return back_propagation(at, h, a, out, yb, relu_prime)

            theta, state = step(theta, gradient, state, eta)
        losses.append(running / n_batches)
    return theta, losses
