# function: squared_error
# truth: The factor one half is missing.
# judges: right, right
# says: twice as large: the ½ is missing

def squared_error(y_hat, target):
    gap = target - y_hat
    return np.mean(np.sum(gap ** 2, axis=0))
