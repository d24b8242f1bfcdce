# function: output_gradient
# mistake: `clone` is PyTorch's

def output_gradient(y_hat, y):
    grad = y_hat.clone()
    grad[y, np.arange(len(y))] -= 1
    return grad
