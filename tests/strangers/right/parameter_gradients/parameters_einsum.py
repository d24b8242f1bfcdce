# einsum and mean
def parameter_gradients(grad_a, h_below):
    m = grad_a.shape[-1]
    return np.einsum("im,jm->ij", grad_a, h_below) / m, np.mean(grad_a, axis=-1)[:, None]
