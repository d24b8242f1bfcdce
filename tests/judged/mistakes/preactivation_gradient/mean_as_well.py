# function: preactivation_gradient
# truth: It is divided by the number of examples, which belongs to the parameters' gradients only.
# judges: right, right
# says: divided by m

def preactivation_gradient(grad_h, a, g_prime):
    n, m = grad_h.shape
    local = g_prime(a)
    return (1 / m) * local * grad_h
