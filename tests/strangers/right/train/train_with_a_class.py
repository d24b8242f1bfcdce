# a class for the batch
class Batch:
    def __init__(self, X, y):
        self.X, self.y, self.loss = X, y, None

    def __call__(self, theta):
        h, a, y_hat = forward_propagation(theta, self.X, relu, softmax)
        if self.loss is None:
            self.loss = float(cross_entropy(y_hat, self.y))
        return back_propagation(theta, h, a, y_hat, self.y, relu_prime)


def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta, state, losses = initialize_parameters(sizes, rng), None, []
    for epoch in range(epochs):
        for pair in minibatches(X, y, batch_size, rng):
            batch = Batch(*pair)
            theta, state = step(theta, batch, state, eta)
            losses.append(batch.loss)
    return theta, losses
