# The diagonal of a matrix product.
def squared_error(y_hat, target):
    d = y_hat - target
    return 0.5 * np.mean(np.diag(d.T @ d))
