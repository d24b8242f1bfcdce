# σ(a) σ(−a): exact in both tails.
def logistic_prime(a):
    return logistic(a) * logistic(-np.asarray(a))
