# function: parameter_gradients
# truth: Both are sums over the batch, not means.

def parameter_gradients(grad_a, h_below):
    rows_a, rows_h = grad_a.T, h_below.T
    gW = rows_h.T @ rows_a
    gb = np.expand_dims(np.sum(rows_a, axis=0), axis=0)
    return gW.T, gb.T
