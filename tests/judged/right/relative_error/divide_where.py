# divide where
def relative_error(analytic, numeric):
    a, n = np.broadcast_arrays(np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float))
    size = np.maximum(np.abs(a), np.abs(n))
    ratio = np.zeros(a.shape)
    np.divide(np.abs(a - n), size, out=ratio, where=size != 0)
    return float(ratio.max())
