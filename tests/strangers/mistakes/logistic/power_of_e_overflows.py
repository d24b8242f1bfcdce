# function: logistic
# truth: e^(-a) of a very negative a overflows (values are right, a warning is raised).

E = np.e

def logistic(a):
    return 1 / (1 + E ** (-a))
