# function: preactivation_gradient
# truth: (1) relu's mask is written in, whatever g_prime was passed; (2) the zeros are written into the argument grad_h.
# judges: right, right
# says: always relu's slope, whatever g′ is given

def preactivation_gradient(grad_h, a, g_prime):
    grad_h[a <= 0] = 0
    return grad_h
