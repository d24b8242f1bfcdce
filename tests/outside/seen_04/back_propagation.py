# wrong: sums over the batch
# loses: test_back_propagation

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    gW, gb = [None]*(L + 1), [None]*(L + 1)
    slopes = [None] + [g_prime(z) for z in a[1:L]]
    d = output_gradient(y_hat, y)
    gW[L], gb[L] = np.einsum("ac,bc->abc", d, h[L-1]), np.copy(d)
    for i in range(L - 1, 0, -1):
        d = np.multiply(np.transpose(W[i+1]) @ d, slopes[i])
        gW[i], gb[i] = np.einsum("ac,bc->abc", d, h[i-1]), np.copy(d)
    return Parameters([None] + [np.sum(t, axis=-1) for t in gW[1:]], [None] + [np.sum(t, axis=-1)[:, None] for t in gb[1:]])
