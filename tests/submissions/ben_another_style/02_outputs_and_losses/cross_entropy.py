def cross_entropy(y_hat, y):
    total = 0.0
    for j in range(len(y)):
        total -= np.log(y_hat[y[j], j])
    return total / len(y)
