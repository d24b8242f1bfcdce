# function: output_gradient
# truth: A factor 2 stands before it, as for the squared error.
# judges: right, right
# says: twice

def output_gradient(y_hat, y):
    g = np.array(y_hat)
    for i, label in enumerate(y):
        g[label, i] -= 1.0
    return 2 * g
