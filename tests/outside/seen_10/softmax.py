# wrong: one shift for the whole batch
# loses: test_softmax_stable

def softmax(a):
    a = a - np.max(a)
    top = np.exp(a)
    bottom = np.sum(top, axis=0)
    return top/bottom
