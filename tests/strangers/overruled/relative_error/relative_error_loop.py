# loop over the entries
def relative_error(analytic, numeric):
    worst = 0.0
    for a, n in zip(np.ravel(analytic), np.ravel(numeric)):
        size = max(abs(a), abs(n))
        if size > 0:
            worst = max(worst, abs(a - n) / size)
    return worst
