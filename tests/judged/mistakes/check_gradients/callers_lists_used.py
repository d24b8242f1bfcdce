# function: check_gradients
# truth: The tensor is put into theta's own lists and the last moved one stays there: theta is changed.
# judges: right, right
# says: theta.W[1] was changed by the call

def check_gradients(loss, theta, grads):
    W_err, b_err = [None], [None]
    for k in range(1, len(theta[0])):
        for half, err in ((0, W_err), (1, b_err)):
            original = theta[half][k]
            def loss_at(t):
                theta[half][k] = t
                return loss(theta)
            err.append(relative_error(grads[half][k], numerical_gradient(loss_at, original)))
    return Parameters(W_err, b_err)
