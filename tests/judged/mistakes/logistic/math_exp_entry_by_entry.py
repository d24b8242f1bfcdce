# function: logistic
# truth: math.exp(-v) raises OverflowError for very negative entries, where NumPy's exp would only give inf.
# judges: right, right
# says: Read the last line of the traceback first, then your line above.

import math

def logistic(a):
    squashed = []
    for v in np.ravel(a):
        squashed.append(1.0 / (1.0 + math.exp(-v)))
    return np.array(squashed).reshape(np.shape(a))
