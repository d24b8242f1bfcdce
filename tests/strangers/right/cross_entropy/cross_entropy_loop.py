# a loop over the examples
def cross_entropy(y_hat, y):
    total = 0.0
    for i in range(len(y)):
        total -= np.log(y_hat[y[i], i])
    return total / len(y)
