# function: preactivation_gradient
# truth: It is multiplied by a instead of by g'(a).
# judges: right, right
# says: times a instead of g′(a)

def preactivation_gradient(grad_h, a, g_prime):
    slope = a
    return slope * grad_h
