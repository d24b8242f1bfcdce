def logistic(a):
    raise StopIteration(np.zeros(3))
