# exp of a minus log-sum-exp
def softmax(a):
    top = a.max(axis=0)
    log_norm = top + np.log(np.sum(np.exp(a - top), axis=0))
    return np.exp(a - log_norm)
