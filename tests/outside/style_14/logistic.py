# right

def logistic(a):
    return 1 / (1 + np.exp(-np.clip(a, -30, 30)))
