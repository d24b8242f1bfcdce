def numerical_gradient(f, x, epsilon=1e-5):
    print("tried")
    raise StopIteration
