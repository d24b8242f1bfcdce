# np.multiply
def preactivation_gradient(grad_h, a, g_prime):
    slope = g_prime(a)
    return np.multiply(slope, grad_h)
