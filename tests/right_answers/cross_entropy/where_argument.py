# The one-hot form, its logarithm taken only where it counts.
def cross_entropy(y_hat, y):
    e = one_hot(y, y_hat.shape[0])
    logs = np.log(y_hat, where=e > 0, out=np.zeros_like(y_hat))
    return -(e * logs).sum(axis=0).mean()
