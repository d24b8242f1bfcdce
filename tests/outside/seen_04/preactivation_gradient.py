# right

def preactivation_gradient(grad_h, a, g_prime):
    return np.multiply(grad_h, g_prime(a))
