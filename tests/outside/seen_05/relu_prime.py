# wrong: overwrites its argument
# loses: test_relu_prime

def relu_prime(a):
    a[a <= 0] = 0
    a[a > 0] = 1
    return a
