# function: back_propagation
# truth: The hidden layers' factor g' is missing: the error is only multiplied by W^T.
# judges: right, right
# says: g′ is missing: only the last layer is right

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = y_hat.shape[1]
    errors = [output_gradient(y_hat, y)]
    for w in W[:1:-1]:
        errors.insert(0, w.T @ errors[0])
    dW = [e @ below.T / m for e, below in zip(errors, h)]
    db = [e.mean(axis=1).reshape(-1, 1) for e in errors]
    return Parameters([None, *dW], [None, *db])
