# function: output_gradient
# truth: (1) y_hat itself is changed; (2) it is divided by the number of examples.
# judges: right, right
# says: already divided by m

def output_gradient(y_hat, y):
    m = y_hat.shape[1]
    y_hat[y, np.arange(m)] -= 1
    return y_hat / m
