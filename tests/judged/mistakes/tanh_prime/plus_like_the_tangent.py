# function: tanh_prime
# truth: 1 + tanh(a)^2 is the rule of the trigonometric tangent; it has to be 1 - tanh(a)^2.
# judges: right, right
# says: 1 + tanh²: at least 1

def tanh_prime(a):
    return 1.0 + np.square(np.tanh(a))
