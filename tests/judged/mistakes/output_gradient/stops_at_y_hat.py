# function: output_gradient
# truth: -e(y)/y_hat is the gradient with respect to y_hat; the softmax's own derivative is missing.
# judges: right, right
# says: ∇_ŷ instead of ∇_{a_L}

def output_gradient(y_hat, y):
    e = one_hot(y, y_hat.shape[0])
    return -e / y_hat
