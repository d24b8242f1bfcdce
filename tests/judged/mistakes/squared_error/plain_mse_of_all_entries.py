# function: squared_error
# truth: (1) The factor one half is missing; (2) the mean runs over all entries, outputs and examples, instead of the examples.
# judges: right, right
# says: the mean over every entry, and without the ½

def squared_error(y_hat, target):
    return ((y_hat - target) ** 2).mean()
