# function: logistic
# truth: The line with np.clip writes the clipped values into the caller's array a (out=a), which should stay as it is.
# judges: passes, passes
# says: a was changed by the call

def logistic(a):
    np.clip(a, -600, 600, out=a)
    return 1 / (1 + np.exp(-a))
