# layer objects inside, an example a row
class Dense:
    def __init__(self, W, b, x):
        self.W, self.b, self.x = W.T, b.T, x

    def backward(self, upstream):
        self.dW = self.x.T @ upstream
        self.db = upstream.sum(axis=0, keepdims=True)
        return upstream @ self.W.T


def back_propagation(theta, h, a, y_hat, y, g_prime):
    layers = [Dense(W, b, x.T) for W, b, x in zip(theta[0][1:], theta[1][1:], h)]
    upstream = (y_hat.T - np.eye(y_hat.shape[0])[y]) / y.size
    for i in range(len(layers) - 1, -1, -1):
        upstream = layers[i].backward(upstream)
        if i > 0:
            upstream = upstream * g_prime(a[i].T)
    return Parameters([None] + [l.dW.T for l in layers], [None] + [l.db.T for l in layers])
