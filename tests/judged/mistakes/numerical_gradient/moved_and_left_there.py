# function: numerical_gradient
# truth: The entry is not put back after its turn: x stays moved by -epsilon, in the caller's array too.
# judges: right, right
# says: x was changed by the call

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=np.float64)
    out = np.zeros(x.shape)
    for idx in np.ndindex(x.shape):
        x[idx] += epsilon
        high = f(x)
        x[idx] -= 2 * epsilon
        low = f(x)
        out[idx] = (high - low) / (2 * epsilon)
    return out
