# The mean of outer products, example by example.
def parameter_gradients(grad_a, h_below):
    m = grad_a.shape[1]
    grad_W = np.zeros((grad_a.shape[0], h_below.shape[0]))
    grad_b = np.zeros((grad_a.shape[0], 1))
    for i in range(m):
        grad_W += np.outer(grad_a[:, i], h_below[:, i])
        grad_b[:, 0] += grad_a[:, i]
    return grad_W / m, grad_b / m
