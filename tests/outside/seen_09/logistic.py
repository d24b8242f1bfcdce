# right

import math

def logistic(a):
    s = np.empty(np.shape(a))
    for i in np.ndindex(s.shape):
        s[i] = 1/(1 + math.exp(-1*max(np.asarray(a)[i], -100)))
    return s
