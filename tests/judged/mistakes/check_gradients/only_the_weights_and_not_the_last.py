# function: check_gradients
# truth: (1) The biases are never checked, their errors are set to 0; (2) the loop leaves out the last layer.
# judges: right, right
# says: some entries of theta are never moved

def check_gradients(loss, theta, grads):
    n = len(theta[0])
    eW = [None] + [0.0] * (n - 1)
    eb = [None] + [0.0] * (n - 1)
    for k in range(1, n - 1):
        def f(w):
            return loss(Parameters([w if i == k else v for i, v in enumerate(theta[0])], theta[1]))
        eW[k] = relative_error(grads[0][k], numerical_gradient(f, theta[0][k]))
    return Parameters(eW, eb)
