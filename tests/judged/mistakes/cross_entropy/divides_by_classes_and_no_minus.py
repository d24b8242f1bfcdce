# function: cross_entropy
# truth: (1) Divided by the number of classes, len(y_hat), instead of the number of examples; (2) the minus sign is missing.
# judges: right, right
# says: with every example twice, your loss is twice as large

def cross_entropy(y_hat, y):
    log_p = np.log(y_hat[y, np.arange(y.size)])
    return log_p.sum() / len(y_hat)
