# wrong: an example in each row
# loses: test_one_hot

def one_hot(y, k):
    out = np.eye(k)[np.array(y).reshape(-1)]
    return out.reshape(list(np.shape(y)) + [k])
