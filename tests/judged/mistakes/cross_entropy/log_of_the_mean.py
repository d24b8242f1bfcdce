# function: cross_entropy
# truth: The mean is taken before the logarithm: log of the mean probability, not the mean of the logs.
# judges: wrong, wrong
# says: Which comes first: the logarithm, or the mean?
# never: Which logarithm does the derivation

def cross_entropy(y_hat, y):
    picked = [y_hat[label, i] for i, label in enumerate(y)]
    return -np.log(np.mean(picked))
