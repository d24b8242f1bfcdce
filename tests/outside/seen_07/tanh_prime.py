# wrong: tanh from exponentials: nan for large a
# loses: test_tanh_prime

def tanh_prime(a):
    top = np.exp(a) - np.exp(-a)
    bottom = np.exp(a) + np.exp(-a)
    y = top/bottom
    return 1 - y**2
