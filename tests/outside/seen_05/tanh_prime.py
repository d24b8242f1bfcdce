# wrong: tanh of exactly ±1 is replaced by ±(1-1e-4): the slope is 2e-4 far out
# loses: test_tanh_prime

def clamped_tanh(v):
    v = np.tanh(v)
    v[v == 1] = 1 - 1e-4
    v[v == -1] = -(1 - 1e-4)
    return v

def tanh_prime(a):
    return 1 - (clamped_tanh(a)**2)
