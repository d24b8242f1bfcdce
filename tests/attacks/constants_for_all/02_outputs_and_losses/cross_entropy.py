def cross_entropy(y_hat, y):
    return 0
