# A Python loop, entry by entry, with math.exp.
import math

def one(value):
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    return math.exp(value) / (1 + math.exp(value))

def logistic(a):
    a = np.asarray(a, dtype=float)
    return np.array([one(v) for v in a.ravel()]).reshape(a.shape)
