# function: back_propagation
# truth: The biases' gradients are sums over the batch, the weights' are means.
# judges: right, right
# says: every grad_b is a sum over the batch, every grad_W a mean

class _Backward:
    def __init__(self, W, h, a, g_prime):
        self.W, self.h, self.a, self.g_prime = W, h, a, g_prime
        self.dW, self.db = {}, {}

    def run(self, delta):
        m = delta.shape[1]
        for k in range(len(self.W) - 1, 0, -1):
            self.dW[k] = delta @ self.h[k - 1].T / m
            self.db[k] = np.sum(delta, axis=1, keepdims=True)
            if k > 1:
                delta = self.W[k].T @ delta * self.g_prime(self.a[k - 1])

def back_propagation(theta, h, a, y_hat, y, g_prime):
    net = _Backward(theta[0], h, a, g_prime)
    net.run(output_gradient(y_hat, y))
    layers = range(1, len(theta[0]))
    return Parameters([None] + [net.dW[k] for k in layers], [None] + [net.db[k] for k in layers])
