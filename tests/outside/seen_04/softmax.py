# wrong: changes the caller's logits
# loses: test_softmax
# unsure (test_softmax_stable): values right at ±1000 (floor 1e-15), but the argument is changed there too: one mistake, one or two cells

def softmax(a):
    a -= np.max(a, axis=0)
    a = np.exp(a)
    p = a/(np.sum(a, axis=0))
    p = np.where(p > 1e-15, p, 1e-15)
    return p
