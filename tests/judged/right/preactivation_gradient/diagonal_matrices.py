# diagonal matrices
def preactivation_gradient(grad_h, a, g_prime):
    slopes = g_prime(a)
    return np.column_stack([np.diag(s) @ d for s, d in zip(slopes.T, grad_h.T)])
