# function: hidden_gradient
# truth: Only the first unit above passes anything down, instead of all of them.
# judges: open, open

def hidden_gradient(W, grad_a):
    n_below, m = W.shape[1], grad_a.shape[1]
    down = np.zeros((n_below, m))
    for j in range(n_below):
        down[j] = W[0, j] * grad_a[0]
    return down
