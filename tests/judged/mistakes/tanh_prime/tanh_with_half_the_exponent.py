# function: tanh_prime
# truth: tanh is written out with exp(-|a|) where it needs exp(-2|a|) (line `e = ...`), so it is tanh of a/2.
# judges: open, open
# says: tanh(a/2) stands for tanh(a)

def tanh_prime(a):
    e = np.exp(-np.abs(a))
    t = (1 - e) / (1 + e)      # |tanh|, the sign does not matter
    return 1 - t * t
