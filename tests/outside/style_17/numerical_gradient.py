# wrong: integer arrays swallow the step: one of the three things the exercise lists
# loses: test_numerical_gradient

def numerical_gradient(f, x, epsilon=1e-5):
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        keep = x[i]
        x[i] = keep + epsilon
        up = f(x)
        x[i] = keep - epsilon
        down = f(x)
        x[i] = keep
        grad[i] = (up - down) / (2 * epsilon)
    return grad
