# wrong: sums over the batch
# loses: test_parameter_gradients

def parameter_gradients(grad_a, h_below):
    rows_a, rows_h = grad_a.T, h_below.T
    gw = rows_h.T @ rows_a
    gb = np.sum(rows_a, axis=0)
    return gw.T, gb.reshape(-1, 1)
