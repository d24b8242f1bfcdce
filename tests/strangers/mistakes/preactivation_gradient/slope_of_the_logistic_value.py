# function: preactivation_gradient
# truth: The slope is taken at the logistic function's value, not at a.

def preactivation_gradient(grad_h, a, g_prime):
    h = logistic(a)
    return grad_h * g_prime(h)
