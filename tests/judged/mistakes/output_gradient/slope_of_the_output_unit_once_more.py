# function: output_gradient
# truth: It is multiplied by y_hat(1 - y_hat), which softmax and cross-entropy together have already cancelled.
# judges: right, right
# says: times ŷ(1 − ŷ): another output function's derivative

def output_gradient(y_hat, y):
    error = y_hat - one_hot(y, len(y_hat))
    slope = y_hat * (1 - y_hat)
    return error * slope
