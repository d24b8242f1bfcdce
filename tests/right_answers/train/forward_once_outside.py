# Records the loss by a forward pass of its own, before the step.
def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta, state, losses = initialize_parameters(sizes, rng), None, []
    theta = Parameters([None] + [w.astype(X.dtype) for w in theta.W[1:]], [None] + [v.astype(X.dtype) for v in theta.b[1:]])
    for epoch in range(epochs):
        for xb, yb in minibatches(X, y, batch_size, rng):
            losses.append(float(cross_entropy(forward_propagation(theta, xb, relu, softmax)[2], yb)))

            def gradient(at):
                h, a, y_hat = forward_propagation(at, xb, relu, softmax)
                return back_propagation(at, h, a, y_hat, yb, relu_prime)

            theta, state = step(theta, gradient, state, eta)
    return theta, losses
