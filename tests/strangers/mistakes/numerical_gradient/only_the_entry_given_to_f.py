# function: numerical_gradient
# truth: f is given the single moved entry instead of the whole moved array.

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=np.float64)
    grads = np.zeros(x.shape)
    for idx in np.ndindex(x.shape):
        up, down = f(x[idx] + epsilon), f(x[idx] - epsilon)
        grads[idx] = (up - down) / 2 / epsilon
    return grads
