# exp(-log(1 + e^-a))
def logistic(a):
    return np.exp(-np.logaddexp(0, np.negative(a)))
