# function: preactivation_gradient
# truth: Divided by m; nothing is averaged here.

def preactivation_gradient(grad_h, a, g_prime):
    return np.multiply(grad_h, g_prime(a)) / a.shape[1]
