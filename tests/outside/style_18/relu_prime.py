# wrong: True and False, which the docstring rules out
# loses: test_relu_prime

def relu_prime(a):
    return a > 0
