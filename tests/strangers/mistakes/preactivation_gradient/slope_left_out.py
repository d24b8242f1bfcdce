# function: preactivation_gradient
# truth: The slope g'(a) is left out.

def preactivation_gradient(grad_h, a, g_prime):
    return grad_h.copy()
