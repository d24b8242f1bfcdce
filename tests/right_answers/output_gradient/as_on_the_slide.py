# −(e(y) − ŷ), a minus in front of a bracket.
def output_gradient(y_hat, y):
    e = one_hot(y, len(y_hat))
    return -(e - y_hat)
