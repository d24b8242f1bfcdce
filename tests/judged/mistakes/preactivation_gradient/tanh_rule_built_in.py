# function: preactivation_gradient
# truth: 1 - tanh(a)^2 is written in; the g_prime that was passed is never used.
# judges: right, right
# says: always tanh's slope, whatever g′ is given

def preactivation_gradient(grad_h, a, g_prime):
    activated = np.tanh(a)
    return np.multiply(grad_h, 1 - np.power(activated, 2))
