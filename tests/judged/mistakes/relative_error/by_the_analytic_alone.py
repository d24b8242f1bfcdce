# function: relative_error
# truth: Divided by |analytic| alone instead of the larger of the two.
# judges: right, right
# says: with the two gradients exchanged, your number is another one

def relative_error(analytic, numeric):
    a, n = np.atleast_1d(np.array(analytic, dtype=float)), np.atleast_1d(np.array(numeric, dtype=float))
    diff = np.abs(a - n)
    size = np.abs(a)
    with np.errstate(divide="ignore", invalid="ignore"):
        rel = np.where(diff == 0, 0.0, diff / size)
    return float(rel.max())
