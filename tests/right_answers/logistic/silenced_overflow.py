# The plain formula, its overflow known to be harmless and silenced.
def logistic(a):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(a, dtype=float)))
