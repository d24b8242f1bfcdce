# function: preactivation_gradient
# truth: np.matmul is a matrix product, not a product entry by entry. Its third argument is where the result goes, no third factor.

def preactivation_gradient(grad_h, a, g_prime):
    s = logistic(a)
    return np.matmul(s, 1 - s, grad_h)
