# wrong: tanh from exponentials: nan for large a
# loses: test_tanh_prime

def tanh_prime(a):
    p, q = np.exp(a), np.exp(-a)
    fx = (p - q)/(p + q)
    return (1.0 - fx) * (1.0 + fx)
