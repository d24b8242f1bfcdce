# function: preactivation_gradient
# truth: A matrix product where the product entry by entry is meant.

def preactivation_gradient(grad_h, a, g_prime):
    dz = grad_h @ g_prime(a)
    return dz
