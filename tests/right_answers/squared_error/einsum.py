# einsum of the difference with itself.
def squared_error(y_hat, target):
    d = y_hat - target
    return np.einsum("km,km->", d, d) / (2 * d.shape[1])
