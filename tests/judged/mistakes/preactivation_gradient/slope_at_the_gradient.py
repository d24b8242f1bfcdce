# function: preactivation_gradient
# truth: g' is taken at grad_h instead of at the pre-activation.
# judges: right, right
# says: g′ is taken of the gradient

def preactivation_gradient(grad_h, a, g_prime):
    return grad_h * g_prime(grad_h)
