# wrong: tanh from exponentials: nan for large a
# loses: test_tanh_prime

def my_tanh(v):
    up, down = np.exp(v), np.exp(-v)
    return (up - down)/(up + down)

def tanh_prime(a):
    return (1 - my_tanh(a))*(1 + my_tanh(a))
