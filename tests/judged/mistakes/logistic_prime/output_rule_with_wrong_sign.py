# function: logistic_prime
# truth: (1) The rule for the output is used on the pre-activation a; (2) its sign is wrong.
# judges: right, right
# says: two things at once: a(1 − a): a is taken for g(a); and g(g − 1): negative

def logistic_prime(a):
    x = np.asarray(a, dtype=float)
    return x * (x - 1.0)
