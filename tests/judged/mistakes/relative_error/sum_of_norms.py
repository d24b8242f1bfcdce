# function: relative_error
# truth: (1) Norms of the whole arrays instead of entry by entry; (2) their sum below instead of the larger.
# judges: right, right
# says: one ratio of norms, by their sum: a wrong small entry disappears behind the large ones

def relative_error(analytic, numeric):
    grad, approx = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    numerator = np.sqrt(np.sum((grad - approx) ** 2))
    denominator = np.sqrt(np.sum(grad ** 2)) + np.sqrt(np.sum(approx ** 2))
    return float(numerator / denominator) if denominator else 0.0
