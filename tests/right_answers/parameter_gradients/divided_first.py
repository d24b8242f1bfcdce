# Divides before it multiplies.
def parameter_gradients(grad_a, h_below):
    share = grad_a / grad_a.shape[1]
    return np.dot(share, h_below.T), share.sum(axis=1).reshape(-1, 1)
