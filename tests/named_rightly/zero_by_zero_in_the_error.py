# function: relative_error
# mistake: 0 / 0 where both gradients are 0

def relative_error(analytic, numeric):
    return np.max(np.abs(analytic - numeric) / np.maximum(np.abs(analytic), np.abs(numeric)))
