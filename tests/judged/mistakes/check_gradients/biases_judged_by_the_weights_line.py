# function: check_gradients
# truth: The biases' line was copied from the weights' and not changed: b[k] is the error of grads.W[k] against the numerical gradient for W_k.
# judges: right, right
# says: only grads.W[1] is wrong, and the errors say otherwise

def check_gradients(loss, theta, grads):
    W, b = list(theta[0]), list(theta[1])
    out = Parameters([None], [None])
    for k in range(1, len(W)):
        def with_W(new):
            return loss(Parameters(W[:k] + [new] + W[k + 1:], b))

        def with_b(new):
            return loss(Parameters(W, b[:k] + [new] + b[k + 1:]))

        num_W = numerical_gradient(with_W, W[k])
        num_b = numerical_gradient(with_b, b[k])
        out.W.append(relative_error(grads[0][k], num_W))
        out.b.append(relative_error(grads[0][k], num_W))
    return out
