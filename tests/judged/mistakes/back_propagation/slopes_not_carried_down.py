# function: back_propagation
# truth: What goes down to the next layer is the gradient before it was multiplied by g', so the slopes of the layers above get lost.
# judges: right, right
# says: what goes down is ∇_{h_k}, without the slope g′(a_k)

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, _ = theta
    L, m = len(W) - 1, y_hat.shape[1]
    gW, gb = [None] * (L + 1), [None] * (L + 1)
    err = y_hat - one_hot(y, y_hat.shape[0])
    for k in range(L, 0, -1):
        local = err if k == L else err * g_prime(a[k])
        gW[k] = local @ h[k - 1].T / m
        gb[k] = local.sum(axis=1, keepdims=True) / m
        err = W[k].T @ err
    return Parameters(gW, gb)
