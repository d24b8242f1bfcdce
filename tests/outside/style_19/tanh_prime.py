# right
# unsure: fails for an array of no dimensions only

def tanh_prime(a):
    d = 1 - np.tanh(a) ** 2
    d[d < 0] = 0
    return d
