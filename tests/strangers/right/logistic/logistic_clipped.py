# the argument clipped to +-500
def logistic(a):
    squeezed = np.clip(a, -500, 500)
    return 1.0 / (1.0 + np.exp(-squeezed))
