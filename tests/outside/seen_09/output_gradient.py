# wrong: e(y) − ŷ: the sign
# loses: test_output_gradient

def output_gradient(y_hat, y):
    Y = np.zeros(y_hat.shape)
    for i in range(len(y)):
        Y[y[i]][i] = 1
    return Y - y_hat
