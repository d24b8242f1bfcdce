# right
# unsure: right number in an array of shape (1,): the docstring says one number

def cross_entropy(y_hat, y):
    m = y_hat.shape[1]
    return -np.sum(np.log(y_hat[y, np.arange(m)]), keepdims=True) / m
