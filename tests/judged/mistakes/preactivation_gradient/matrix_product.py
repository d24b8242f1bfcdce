# function: preactivation_gradient
# truth: A matrix product with the transpose stands where an entry-by-entry product belongs.
# judges: right, right
# says: a matrix product

def preactivation_gradient(grad_h, a, g_prime):
    return np.dot(grad_h, g_prime(a).T)
