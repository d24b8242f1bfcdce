def softmax(a):
    print("softmax was given", a.shape)
    e = np.exp(a)
    return e / columns_of(e)


def columns_of(e):
    return e.sum(axis=0) + e.sum(axis=1)
