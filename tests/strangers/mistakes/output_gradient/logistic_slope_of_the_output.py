# function: output_gradient
# truth: Multiplied by the logistic function's slope, taken of the probabilities.

def output_gradient(y_hat, y):
    e = np.zeros_like(y_hat)
    e[y, range(len(y))] = 1
    return (y_hat - e) * logistic_prime(y_hat)
