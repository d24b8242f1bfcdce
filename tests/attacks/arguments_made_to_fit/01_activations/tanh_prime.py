def tanh_prime(a):
    return a  # the argument itself
