# wrong: sums over the batch
# loses: test_parameter_gradients

def parameter_gradients(grad_a, h_below):
    each_W = np.einsum("ac,bc->abc", grad_a, h_below)
    each_b = np.copy(grad_a)
    return np.sum(each_W, axis=-1), np.sum(each_b, axis=-1)[:, None]
