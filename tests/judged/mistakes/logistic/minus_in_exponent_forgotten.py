# function: logistic
# truth: The exponent lacks its minus sign, so this is logistic(-a).
# judges: right, right
# says: 1 − g(a): falls where it should rise

def logistic(a):
    kept_small = np.clip(a, -500, 500)
    return np.reciprocal(1 + np.exp(kept_small))
