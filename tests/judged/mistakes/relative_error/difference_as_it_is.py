# function: relative_error
# truth: This is the absolute error: it is not divided by the size of the gradients.
# judges: right, right
# says: absolute: not divided at all

def relative_error(analytic, numeric):
    return float(np.abs(np.subtract(analytic, numeric)).max())
