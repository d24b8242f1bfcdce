# function: check_gradients
# truth: True or False, by a bound, instead of the relative errors themselves.
# judges: right, right
# says: your answers are 0 and 1 only

def check_gradients(loss, theta, grads, tolerance=1e-5):
    def fine(part, k):
        def f(t):
            halves = [list(theta[0]), list(theta[1])]
            halves[part][k] = t
            return loss(Parameters(*halves))
        error = relative_error(grads[part][k], numerical_gradient(f, theta[part][k]))
        return bool(error < tolerance)

    n = len(theta[0])
    return Parameters([None] + [fine(0, k) for k in range(1, n)], [None] + [fine(1, k) for k in range(1, n)])
