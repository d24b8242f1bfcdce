# exp(−log(1 + exp(−a))), with NumPy's stable log-sum.
def logistic(a):
    return np.exp(-np.logaddexp(0, -np.asarray(a)))
