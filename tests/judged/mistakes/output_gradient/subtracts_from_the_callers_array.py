# function: output_gradient
# truth: The 1 is subtracted in y_hat itself: there is no copy, so the argument is changed.
# judges: right, right
# says: y_hat was changed by the call

def output_gradient(y_hat, y):
    dscores = y_hat
    dscores[y, range(len(y))] -= 1
    return dscores
