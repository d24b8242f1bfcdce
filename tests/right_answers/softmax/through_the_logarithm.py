# exp(log softmax), with a stable log-sum-exp.
def softmax(a):
    top = a.max(axis=0)
    log_sum = top + np.log(np.exp(a - top).sum(axis=0))
    return np.exp(a - log_sum)
