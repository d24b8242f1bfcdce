# function: cross_entropy
# truth: Base 2 where the natural logarithm is meant.

def cross_entropy(y_hat, y):
    total = 0
    for i in range(len(y)):
        total += (-1) * np.log2(y_hat[y[i]][i])
    return total / len(y)
