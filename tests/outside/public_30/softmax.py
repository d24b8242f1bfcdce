# wrong: one shift for the whole batch: a column far below the largest logit is 0 / 0
# loses: test_softmax_stable

def softmax(a):
    safe = a - np.max(a)
    e = np.exp(safe)
    return e / e.sum(axis=0, keepdims=True)
