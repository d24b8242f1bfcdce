# function: tanh_prime
# truth: tanh is written as a quotient of exponentials: inf/inf = nan for large |a|.

def tanh_prime(a):
    top = np.exp(a) - np.exp(-a)
    bottom = np.exp(a) + np.exp(-a)
    t = top / bottom
    return 1 - t * t
