# copy then subtract at
def output_gradient(y_hat, y):
    g = y_hat.copy()
    np.subtract.at(g, (y, np.arange(len(y))), 1)
    return g
