# function: relative_error
# truth: The difference has no absolute value. / The scale is the analytic entry alone, with its sign.

def relative_error(analytic, numeric):
    worst = 0.0
    for a, n in zip(np.ravel(analytic), np.ravel(numeric)):
        d = (a - n)
        if a != 0:
            worst = max(worst, d / a)
    return worst
