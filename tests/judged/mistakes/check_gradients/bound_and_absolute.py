# function: check_gradients
# truth: (1) The absolute difference instead of the relative error; (2) a verdict instead of the number.
# judges: right, right
# says: your answers are 0 and 1 only

def check_gradients(loss, theta, grads):
    verdict = Parameters([None], [None])
    for part in (0, 1):
        for k in range(1, len(theta[part])):
            def f(t):
                new = Parameters(list(theta[0]), list(theta[1]))
                new[part][k] = t
                return loss(new)
            diff = np.abs(grads[part][k] - numerical_gradient(f, theta[part][k])).max()
            verdict[part].append(bool(diff < 1e-7))
    return verdict
