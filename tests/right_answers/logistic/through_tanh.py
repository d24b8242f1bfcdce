# σ(a) = (1 + tanh(a/2)) / 2: never overflows.
def logistic(a):
    return 0.5 * (1.0 + np.tanh(np.multiply(a, 0.5)))
