# function: squared_error
# truth: The root is taken: half the mean distance instead of half the mean squared distance.
# judges: right, right
# says: the norm of each example, not its square

def squared_error(y_hat, target):
    d = np.linalg.norm(y_hat - target, axis=0)
    return 0.5 * d.mean()
