# right

def relu_prime(a):
    out = np.empty(a.shape)
    for i in np.ndindex(a.shape):
        if a[i] > 0:
            out[i] = 1
        else:
            out[i] = 0
    return out
