# Subtracts in place from its own copy.
def squared_error(y_hat, target):
    d = y_hat.copy()
    d -= target
    d *= d
    return d.sum(axis=0).mean() / 2
