# right

def squared_error(y_hat, target):
    gap = y_hat - target
    return float(np.trace(gap.T @ gap) / (2 * gap.shape[1]))
