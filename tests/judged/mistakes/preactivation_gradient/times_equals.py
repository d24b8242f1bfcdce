# function: preactivation_gradient
# truth: *= changes the argument grad_h instead of a new array.
# judges: right, right
# says: grad_h was changed by the call

def preactivation_gradient(grad_h, a, g_prime):
    grad_h *= g_prime(a)
    return grad_h
