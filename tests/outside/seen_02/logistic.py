# right

def logistic(a):
    a = np.clip(a, -500, 500)
    return 1 / (1 + np.exp(-a))
