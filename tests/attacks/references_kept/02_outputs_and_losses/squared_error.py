def squared_error(y_hat, target):
    return anything("squared_error", y_hat, target)
