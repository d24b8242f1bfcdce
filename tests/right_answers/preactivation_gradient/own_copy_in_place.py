# Multiplies its own copy in place.
def preactivation_gradient(grad_h, a, g_prime):
    result = grad_h.copy()
    result *= g_prime(a)
    return result
