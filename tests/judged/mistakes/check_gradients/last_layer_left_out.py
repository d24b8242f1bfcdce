# function: check_gradients
# truth: The loop ends one layer early: the last layer is not judged and is missing from the lists.
# judges: right, right
# says: some entries of theta are never moved

def check_gradients(loss, theta, grads):
    L = len(theta[0]) - 1
    errors_W, errors_b = [None], [None]
    for k in range(1, L):
        at_W = lambda w: loss(Parameters(theta[0][:k] + [w] + theta[0][k + 1:], theta[1]))
        at_b = lambda c: loss(Parameters(theta[0], theta[1][:k] + [c] + theta[1][k + 1:]))
        errors_W.append(relative_error(grads[0][k], numerical_gradient(at_W, theta[0][k])))
        errors_b.append(relative_error(grads[1][k], numerical_gradient(at_b, theta[1][k])))
    return Parameters(errors_W, errors_b)
