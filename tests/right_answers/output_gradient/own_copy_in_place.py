# Subtracts 1 at the true class, in a copy.
def output_gradient(y_hat, y):
    grad = y_hat.copy()
    grad[y, np.arange(y_hat.shape[1])] -= 1
    return grad
