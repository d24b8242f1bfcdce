# half the mean of the columns' squared norms
def squared_error(y_hat, target):
    delta = y_hat - target
    m = delta.shape[1]
    return np.sum(np.linalg.norm(delta, axis=0) ** 2) / (2 * m)
