# function: check_gradients
# truth: The numerical gradient of b_k is compared with grads.W[k], where grads.b[k] belongs.
# judges: open, wrong
# says: Which two tensors do you hold beside each other
# never: Is your numerical gradient that of this one tensor?

def check_gradients(loss, theta, grads):
    L = len(theta.W) - 1
    eW, eb = [None] * (L + 1), [None] * (L + 1)
    for k in range(1, L + 1):

        def with_W(w):
            W = list(theta.W)
            W[k] = w
            return loss(Parameters(W, theta.b))

        def with_b(c):
            b = list(theta.b)
            b[k] = c
            return loss(Parameters(theta.W, b))

        eW[k] = relative_error(grads.W[k], numerical_gradient(with_W, theta.W[k]))
        eb[k] = relative_error(grads.W[k], numerical_gradient(with_b, theta.b[k]))
    return Parameters(eW, eb)
