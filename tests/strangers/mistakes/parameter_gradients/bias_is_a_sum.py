# function: parameter_gradients
# truth: The bias gradient is a sum over the batch; only grad_W is a mean.

def parameter_gradients(grad_a, h_below):
    m = grad_a.shape[1]
    gW = np.zeros((grad_a.shape[0], h_below.shape[0]))
    gb = np.zeros((grad_a.shape[0], 1))
    for i in range(m):
        one = grad_a[:, i].reshape(-1, 1)
        gW = gW + np.matmul(one, h_below[:, i].reshape(1, -1))
        gb = gb + one
    return gW / m, gb
