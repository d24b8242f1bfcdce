# function: preactivation_gradient
# truth: (1) The two are added instead of multiplied; (2) the result is divided by the number of examples.
# judges: right, right
# says: two things at once: added instead of multiplied; and divided by m

def preactivation_gradient(grad_h, a, g_prime):
    total = np.add(g_prime(a), grad_h)
    return total / a.shape[1]
