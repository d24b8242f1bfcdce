# function: tanh_prime
# truth: The return line is the derivative of arctan, 1/(1+a^2), and not that of tanh.
# judges: open, open
# says: the slope of arctan

def tanh_prime(a):
    return 1 / (1 + np.power(a, 2))
