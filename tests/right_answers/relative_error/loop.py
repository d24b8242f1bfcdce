# A loop over the entries.
def relative_error(analytic, numeric):
    worst = 0.0
    for a, n in zip(np.ravel(analytic), np.ravel(numeric)):
        larger = max(abs(a), abs(n))
        if larger > 0:
            worst = max(worst, abs(a - n) / larger)
    return worst
