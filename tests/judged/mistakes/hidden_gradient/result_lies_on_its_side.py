# function: hidden_gradient
# truth: The product is the other way round, grad_a^T W, so the result is transposed, (m, n_{k-1}).
# judges: right, right
# says: an example a row

def hidden_gradient(W, grad_a):
    errors = [delta @ W for delta in grad_a.T]
    return np.array(errors)
