# wrong: normalised over the whole array
# loses: test_softmax, test_softmax_stable

def softmax(a):
    e = np.exp(a - np.max(a))
    return e / e.sum()
