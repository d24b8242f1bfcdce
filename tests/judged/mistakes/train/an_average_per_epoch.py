# function: train
# truth: One loss per epoch, the mean of its batches, instead of one per step.
# judges: right, right

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    params = initialize_parameters(sizes, rng)
    memory = None
    losses = []
    for epoch in range(epochs):
        epoch_losses = []
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            calls = []

            def grad(p):
                h, a, q = forward_propagation(p, X_b, relu, softmax)
                calls.append(cross_entropy(q, y_b))
                return back_propagation(p, h, a, q, y_b, relu_prime)

            params, memory = step(params, grad, memory, eta)
            epoch_losses.append(calls[0])
        losses.append(float(np.mean(epoch_losses)))
    return params, losses
