# function: output_gradient
# truth: y_hat itself is changed (no copy). / For a batch 1 is subtracted in whole rows: the column is missing in the index.

def output_gradient(y_hat, y):
    d = y_hat
    d[y] -= 1
    return d
