def output_gradient(y_hat, y):
    return one_hot(y, y_hat.shape[0]) - y_hat
