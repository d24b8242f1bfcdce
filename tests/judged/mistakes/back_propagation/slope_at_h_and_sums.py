# function: back_propagation
# truth: (1) g' is taken at the activation h[k] instead of a[k]; (2) nothing is divided by the number of examples.
# judges: right, right
# says: two things at once: every gradient is a sum over the batch, not a mean; and g′ is taken at h instead of a

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L = len(W) - 1
    dW, db = [None] * (L + 1), [None] * (L + 1)
    q = y_hat - one_hot(y, y_hat.shape[0])
    for l in range(L, 0, -1):
        dW[l] = q @ h[l - 1].T
        db[l] = q.sum(axis=1, keepdims=True)
        if l != 1:
            q = (W[l].T @ q) * g_prime(h[l - 1])
    return Parameters(dW, db)
