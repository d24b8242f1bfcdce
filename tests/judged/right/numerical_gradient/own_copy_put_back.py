# moves an entry of its own copy and puts it back
def numerical_gradient(f, x, epsilon=1e-5):
    work = np.array(x, dtype=np.float64, copy=True)
    grad = np.zeros_like(work)
    for idx, value in np.ndenumerate(np.array(x, dtype=np.float64)):
        work[idx] = value + epsilon
        fxh1 = f(work.copy())
        work[idx] = value - epsilon
        fxh2 = f(work.copy())
        grad[idx] = (fxh1 - fxh2) / (2 * epsilon)
        work[idx] = value
    return grad
