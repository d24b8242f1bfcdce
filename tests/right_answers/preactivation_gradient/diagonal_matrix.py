# A diagonal matrix for each example, as some books write it.
def preactivation_gradient(grad_h, a, g_prime):
    slopes = g_prime(a)
    return np.stack([np.diag(slopes[:, i]) @ grad_h[:, i] for i in range(a.shape[1])], axis=1)
