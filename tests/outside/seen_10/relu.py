# wrong: leaky
# loses: test_relu

def relu(a):
    return (a > 0)*(a) + 0.01*((a < 0)*a)
