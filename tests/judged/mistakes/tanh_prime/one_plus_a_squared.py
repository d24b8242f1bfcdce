# function: tanh_prime
# truth: (1) Plus instead of minus; (2) a itself is squared, tanh is never applied.
# judges: right, right
# says: two things at once: 1 − a²: a is taken for tanh(a); and 1 + tanh²: at least 1

def tanh_prime(a):
    output = np.asarray(a)
    return 1.0 + np.square(output)
