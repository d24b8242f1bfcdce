# a comprehension over the flat array, then the old shape
def relu(a):
    return np.array([v if v > 0 else 0.0 for v in np.ravel(a)]).reshape(np.shape(a))
