# einsum of the gap
def squared_error(y_hat, target):
    gap = y_hat - target
    k, m = gap.shape
    return float(np.einsum("km,km->", gap, gap) / (2 * m))
