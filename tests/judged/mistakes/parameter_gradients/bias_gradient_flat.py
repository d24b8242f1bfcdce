# function: parameter_gradients
# truth: grad_b is flat, (n_k,), instead of a column.
# judges: right, right
# says: grad_b is (n_k,)

def parameter_gradients(grad_a, h_below):
    m = h_below.shape[-1]
    outer = [np.outer(grad_a[:, i], h_below[:, i]) for i in range(m)]
    return sum(outer) / m, sum(grad_a.T) / m
