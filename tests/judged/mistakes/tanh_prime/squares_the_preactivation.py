# function: tanh_prime
# truth: 1 - a^2 takes a for tanh(a): np.tanh is never applied.
# judges: right, right
# says: 1 − a²: a is taken for tanh(a)

def tanh_prime(a):
    value = np.asarray(a)
    return np.ones(value.shape) - value ** 2
