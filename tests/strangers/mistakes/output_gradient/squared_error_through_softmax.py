# function: output_gradient
# truth: That is a gradient of the squared error through softmax, not of the cross-entropy. its sign inside is wrong, too

def output_gradient(y_hat, y):
    e = one_hot(y, y_hat.shape[0])
    A = np.sum(y_hat ** 2, axis=0) - np.sum(e * y_hat, axis=0)
    return -2 * np.multiply(y_hat, A + y_hat - e)
