# (a + |a|) / 2.
def relu(a):
    return (a + np.abs(a)) / 2
