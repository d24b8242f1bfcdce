# function: preactivation_gradient
# truth: The slope is taken of the gradient, not of a; and it is not multiplied by the gradient.

def preactivation_gradient(grad_h, a, g_prime):
    return g_prime(grad_h)
