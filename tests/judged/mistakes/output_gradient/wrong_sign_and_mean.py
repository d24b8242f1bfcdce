# function: output_gradient
# truth: (1) The sign is wrong, labels minus prediction; (2) it is divided by the number of examples.
# judges: right, right
# says: two things at once: e(y) − ŷ: the sign is turned round; and already divided by m

def output_gradient(y_hat, y):
    target = (np.arange(len(y_hat))[:, None] == y) * 1.0
    return (target - y_hat) / y.size
