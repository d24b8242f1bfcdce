# wrong: np.maximum writes into its argument
# loses: test_relu

def relu(a):
    return np.maximum(0, a, a)
