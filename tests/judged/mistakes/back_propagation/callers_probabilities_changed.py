# function: back_propagation
# truth: delta is a second name for y_hat, so subtracting 1 changes the caller's y_hat.
# judges: right, right
# says: y_hat was changed by the call

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = y_hat.shape[1]
    delta = y_hat
    delta[y, np.arange(m)] -= 1
    out_W, out_b = [], []
    for k in range(len(W) - 1, 0, -1):
        out_W.insert(0, np.einsum("im,jm->ij", delta, h[k - 1]) / m)
        out_b.insert(0, np.einsum("im->i", delta)[:, None] / m)
        if k > 1:
            delta = np.einsum("ij,im->jm", W[k], delta) * g_prime(a[k - 1])
    return Parameters([None] + out_W, [None] + out_b)
