# g(a) g(-a)
def logistic_prime(a):
    return logistic(a) * logistic(-np.asarray(a))
