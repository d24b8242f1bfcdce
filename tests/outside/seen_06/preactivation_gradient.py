# right

def preactivation_gradient(grad_h, a, g_prime):
    return np.multiply(g_prime(a), grad_h)
