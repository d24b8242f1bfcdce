# right

def output_gradient(y_hat, y):
    return y_hat - np.equal.outer(np.arange(y_hat.shape[0]), y)
