# function: output_gradient
# truth: Labels are taken to count from 1: 1 is subtracted a row too high.

def output_gradient(y_hat, y):
    e = np.eye(y_hat.shape[0])[y - 1].T
    return -(e - y_hat)
