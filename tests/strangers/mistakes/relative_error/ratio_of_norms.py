# function: relative_error
# truth: A ratio of norms of the whole arrays, not the largest entry-wise relative error: small wrong entries vanish.

def relative_error(analytic, numeric):
    a, n = np.ravel(analytic), np.ravel(numeric)
    top = np.linalg.norm(a - n)
    bottom = np.linalg.norm(a) + np.linalg.norm(n)
    return top / bottom
