# np.subtract.at on a copy.
def output_gradient(y_hat, y):
    result = np.array(y_hat)
    np.subtract.at(result, (y, range(len(y))), 1)
    return result
