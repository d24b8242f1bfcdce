# right

def relu(a):
    return np.where(a > 0, a, 0.0)
