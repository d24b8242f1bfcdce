# e^(a - log sum e^a)
def softmax(a):
    log_total = np.logaddexp.reduce(a, axis=0)
    return np.exp(a - log_total)
