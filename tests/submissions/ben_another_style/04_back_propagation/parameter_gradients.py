def parameter_gradients(grad_a, h_below):
    m = grad_a.shape[1]
    share = grad_a / m
    return np.dot(h_below, share.T).T, share.sum(axis=1).reshape(-1, 1)
