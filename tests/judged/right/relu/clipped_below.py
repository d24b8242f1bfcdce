# clip with a lower end only
def relu(a):
    return np.asarray(a).clip(min=0)
