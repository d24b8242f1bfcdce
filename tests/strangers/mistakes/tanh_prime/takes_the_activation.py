# function: tanh_prime
# truth: 1 - a^2: the formula for an activation is applied to the pre-activation; tanh is missing.

def tanh_prime(a):
    return 1.0 - a * a
