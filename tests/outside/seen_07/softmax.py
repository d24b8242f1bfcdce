# wrong: no shift
# loses: test_softmax_stable

def softmax(a):
    return np.exp(a)/np.sum(np.exp(a), axis=0)
