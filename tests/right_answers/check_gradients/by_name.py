# A dictionary by the names of the tensors.
def check_gradients(loss, theta, grads):
    W, b = list(theta[0]), list(theta[1])
    errors = {}
    for k in range(1, len(W)):
        def of_W(w, k=k):
            return loss(Parameters(W[:k] + [w] + W[k + 1:], b))
        def of_b(v, k=k):
            return loss(Parameters(W, b[:k] + [v] + b[k + 1:]))
        errors[f"W{k}"] = relative_error(grads[0][k], numerical_gradient(of_W, W[k]))
        errors[f"b{k}"] = relative_error(grads[1][k], numerical_gradient(of_b, b[k]))
    return errors
