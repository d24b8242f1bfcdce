# function: minibatches
# truth: The rest's start is computed from the loop's k, which does not exist when there is no full batch (batch_size > N).
# judges: right, right
# says: cannot access local variable 'k' where it is not associated with a value

def minibatches(X, y, batch_size, rng):
    permutation = rng.permutation(len(y))
    sX, sy = X[:, permutation], y[permutation]
    m = len(y)
    result = []
    for k in range(m // batch_size):
        result.append((sX[:, k * batch_size:(k + 1) * batch_size], sy[k * batch_size:(k + 1) * batch_size]))
    if m % batch_size:
        first = (k + 1) * batch_size
        result.append((sX[:, first:], sy[first:]))
    return result
