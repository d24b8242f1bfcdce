# A loop over the entries, which ends at a NaN.
def relative_error(analytic, numeric):
    worst = 0.0
    for a, n in zip(np.ravel(analytic), np.ravel(numeric)):
        if np.isnan(a) or np.isnan(n):
            return np.nan
        larger = max(abs(a), abs(n))
        if larger > 0:
            worst = max(worst, abs(a - n) / larger)
    return worst
