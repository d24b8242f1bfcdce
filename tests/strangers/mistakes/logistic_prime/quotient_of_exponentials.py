# function: logistic_prime
# truth: e^(-a)/(1+e^(-a))^2 is inf/inf = nan for very negative a.

def logistic_prime(a):
    t = np.exp(-a)
    return t / ((t + 1) ** 2)
