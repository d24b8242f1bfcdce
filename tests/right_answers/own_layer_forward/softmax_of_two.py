# Entry by entry, through the log-sum-exp of (0, a).
def own_layer_forward(a, c):
    out = np.empty(a.shape)
    for i in np.ndindex(a.shape):
        top = max(a[i], 0.0)
        out[i] = top + np.log(np.exp(-top) + np.exp(a[i] - top))
    return out
