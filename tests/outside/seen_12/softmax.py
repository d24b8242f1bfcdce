# wrong: sum over everything, no shift
# loses: test_softmax, test_softmax_stable

def softmax(a):
    return np.exp(a)/np.sum(np.exp(a))
