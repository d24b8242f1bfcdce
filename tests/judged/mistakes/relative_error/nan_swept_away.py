# function: relative_error
# truth: nan_to_num turns every NaN into 0, those that come from a NaN in a gradient too.
# judges: open, open

def relative_error(analytic, numeric):
    a, n = np.asarray(analytic, float), np.asarray(numeric, float)
    with np.errstate(invalid="ignore", divide="ignore"):
        quotient = np.abs(a - n) / np.maximum(np.abs(a), np.abs(n))
    return float(np.max(np.nan_to_num(quotient)))
