# 1/m once, at the top; layers as objects
class Dense:
    def __init__(self, W, below, pre_below):
        self.W, self.below, self.pre = W, below, pre_below

    def grads(self, d):
        return np.einsum("im,jm->ij", d, self.below), np.einsum("im->i", d)[:, None]

    def down(self, d, slope):
        return None if self.pre is None else slope(self.pre) * np.einsum("ij,im->jm", self.W, d)

def back_propagation(theta, h, a, y_hat, y, g_prime):
    stack = [Dense(theta[0][k], h[k - 1], a[k - 1]) for k in range(1, len(theta[0]))]
    d = (y_hat - one_hot(y, y_hat.shape[0])) / y_hat.shape[1]
    found = []
    while stack:
        layer = stack.pop()
        found.append(layer.grads(d))
        d = layer.down(d, g_prime)
    gW, gb = map(list, zip(*reversed(found)))
    return Parameters([None] + gW, [None] + gb)
