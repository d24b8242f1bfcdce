# function: train
# truth: The loss is kept once an epoch, that of the last batch, not at every step.

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    params = initialize_parameters(sizes, rng)
    memory = None
    losses = []
    for epoch in range(epochs):
        for Xb, yb in minibatches(X, y, batch_size, rng):
            seen = []

            def grad(p):
                hs, pre, out = forward_propagation(p, Xb, relu, softmax)
                seen.append(cross_entropy(out, yb))
                return back_propagation(p, hs, pre, out, yb, relu_prime)

            params, memory = step(params, grad, memory, eta)
            last = seen[0]
        losses.append(last)
    return params, losses
