# function: logistic_prime
# truth: a(1 - a) treats the pre-activation as if it were already the logistic's output; logistic is never applied.
# judges: right, right
# says: a(1 − a): a is taken for g(a)

def logistic_prime(a):
    def slope_from_output(s):
        return s - s ** 2

    return slope_from_output(a)
