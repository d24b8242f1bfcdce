# function: output_gradient
# mistake: `grad` is another name for the caller's y_hat

def output_gradient(y_hat, y):
    grad = y_hat
    grad[y, np.arange(len(y))] -= 1
    return grad
