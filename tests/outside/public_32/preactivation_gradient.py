# right

def preactivation_gradient(grad_h, a, g_prime):
    slopes = np.asarray(g_prime(a))
    np.multiply(slopes, grad_h, out=(answer := np.empty_like(grad_h)))
    return answer
