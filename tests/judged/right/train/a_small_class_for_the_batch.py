# a small class for the batch
class Batch:
    def __init__(self, X, y):
        self.X, self.y, self.first_loss = X, y, None

    def gradient(self, theta):
        h, a, p = forward_propagation(theta, self.X, relu, softmax)
        if self.first_loss is None:
            self.first_loss = cross_entropy(p, self.y)
        return back_propagation(theta, h, a, p, self.y, relu_prime)

def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta, state, losses = initialize_parameters(sizes, rng), None, []
    for _ in range(epochs):
        for pair in minibatches(X, y, batch_size, rng):
            batch = Batch(*pair)
            theta, state = step(theta, batch.gradient, state, eta)
            losses.append(batch.first_loss)
    return theta, losses
