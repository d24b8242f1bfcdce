# function: parameter_gradients
# truth: The bias gradient is flat, shape (n,). / Both are sums over the batch, not means.

def parameter_gradients(grad_a, h_below):
    del_W = np.matmul(grad_a, h_below.T)
    del_b = np.sum(grad_a, axis=1)
    return del_W, del_b
