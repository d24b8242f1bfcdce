# 1 / (4 cosh²(a/2)), the input clipped where it has long been 0.
def logistic_prime(a):
    return 0.25 / np.cosh(np.clip(a, -700, 700) / 2) ** 2
