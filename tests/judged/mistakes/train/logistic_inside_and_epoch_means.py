# function: train
# truth: (1) The hidden layers use the logistic function instead of ReLU; (2) one mean loss per epoch instead of one per step.
# judges: right, right

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta, state, losses = initialize_parameters(sizes, rng), None, []
    for _ in range(epochs):
        total, count = 0.0, 0
        for xb, yb in minibatches(X, y, batch_size, rng):
            seen = []

            def gradient(t):
                h, a, p = forward_propagation(t, xb, logistic, softmax)
                seen.append(cross_entropy(p, yb))
                return back_propagation(t, h, a, p, yb, logistic_prime)

            theta, state = step(theta, gradient, state, eta)
            total, count = total + seen[0], count + 1
        losses.append(total / count)
    return theta, losses
