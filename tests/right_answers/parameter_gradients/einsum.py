# einsum for both.
def parameter_gradients(grad_a, h_below):
    m = h_below.shape[1]
    return np.einsum("im,jm->ij", grad_a, h_below) / m, np.einsum("im->i", grad_a)[:, None] / m
