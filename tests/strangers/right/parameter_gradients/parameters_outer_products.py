# outer products added up
def parameter_gradients(grad_a, h_below):
    m = h_below.shape[1]
    W = np.zeros((grad_a.shape[0], h_below.shape[0]))
    b = np.zeros(grad_a.shape[0])
    for d, h in zip(grad_a.T, h_below.T):
        W = W + np.outer(d, h)
        b = b + d
    return W / m, (b / m).reshape(-1, 1)
