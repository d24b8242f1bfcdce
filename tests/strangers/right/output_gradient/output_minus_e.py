# -(e - y_hat)
def output_gradient(y_hat, y):
    e = np.zeros_like(y_hat)
    for i, label in enumerate(y):
        e[label][i] = 1
    return -(e - y_hat)
