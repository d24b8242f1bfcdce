# function: output_gradient
# truth: Only the diagonal of the softmax's Jacobian is used, so all classes but the true one get 0.
# judges: open, open
# says: your columns do not add up to 0
# never: besides taking their difference

def output_gradient(y_hat, y):
    true = one_hot(y, y_hat.shape[0])
    dL_dp = -true / y_hat
    dp_da = y_hat * (1.0 - y_hat)
    return dL_dp * dp_da
