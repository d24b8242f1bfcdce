# function: tanh_prime
# truth: (1) The tanh written out by hand has e^(-a) instead of e^(-2a), so it is tanh(a/2); (2) e^(-a) overflows for very negative a and gives NaN.
# judges: open, open

def tanh_prime(a):
    e = np.exp(-a)
    hyperbolic = (1.0 - e) / (1.0 + e)
    return 1.0 - hyperbolic ** 2
