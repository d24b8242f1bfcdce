# right

def squared_error(y_hat, target):
    m = y_hat.shape[1]
    return 1/(2*m)*np.sum((target - y_hat)**2)
