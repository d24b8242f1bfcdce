# function: train
# truth: The optimizer's state is set to None at the start of every epoch.

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    losses = []
    for epoch in range(epochs):
        state = None  # start the optimizer
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            record = []

            def gradient(theta):
                h, a, y_hat = forward_propagation(theta, X_b, relu, softmax)
                record.append(cross_entropy(y_hat, y_b))
                return back_propagation(theta, h, a, y_hat, y_b, relu_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(record[0])
    return theta, losses
