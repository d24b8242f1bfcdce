# function: cross_entropy
# truth: softmax is applied to the probabilities once more.

def cross_entropy(y_hat, y):
    p = softmax(y_hat)
    total = 0
    for i in range(len(y)):
        total -= np.log(p[y[i], i])
    return total / len(y)
