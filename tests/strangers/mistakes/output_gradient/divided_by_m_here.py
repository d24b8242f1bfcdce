# function: output_gradient
# truth: Divided by m already here.

def output_gradient(y_hat, y):
    e = np.eye(len(y_hat))[y].T
    return (y_hat - e) / y_hat.shape[1]
