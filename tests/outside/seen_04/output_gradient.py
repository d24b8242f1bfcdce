# right

def output_gradient(y_hat, y):
    truth = np.zeros_like(y_hat)
    for i in range(len(y)):
        truth[y[i], i] = 1
    return y_hat - truth
