# function: numerical_gradient
# truth: (1) Forward differences instead of central ones; (2) zeros_like and copy keep an integer dtype, so step and slope are cut off.
# judges: right, right
# says: f is asked at points above x only, and at x

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.asarray(x)
    grad = np.zeros_like(x)
    fx = f(x)
    for i in np.ndindex(x.shape):
        xh = x.copy()
        xh[i] = xh[i] + epsilon
        grad[i] = (f(xh) - fx) / epsilon
    return grad
