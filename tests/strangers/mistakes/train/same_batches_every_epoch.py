# function: train
# truth: The mini-batches are cut once and used in every epoch, in the same order.

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    batches = list(minibatches(X, y, batch_size, rng))
    state, losses = None, []
    for e in range(epochs):
        for Xb, yb in batches:
            store = {}

            def gradient(at):
                h, a, y_hat = forward_propagation(at, Xb, relu, softmax)
                store.setdefault("loss", cross_entropy(y_hat, yb))
                return back_propagation(at, h, a, y_hat, yb, relu_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(store["loss"])
    return theta, losses
