# (tanh(a/2) + 1) / 2
def logistic(a):
    half = 0.5
    return half + half * np.tanh(half * a)
