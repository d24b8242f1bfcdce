# function: one_hot
# mistake: `return` stands one indent too deep: only the first example has its 1

def one_hot(y, k):
    e = np.zeros((k, len(y)))
    for i, label in enumerate(y):
        e[label, i] = 1
        return e
