# right

def cross_entropy(y_hat, y):
    probs, labels = y_hat.T, np.eye(len(y_hat))[y]
    n = len(labels)
    return -np.sum(labels * np.log(probs + 1e-15)) / n
