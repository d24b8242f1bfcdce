def squared_error(y_hat, target):
    return 0
