# function: check_gradients
# truth: The largest absolute difference is reported, not the relative error.
# judges: right, right
# says: grads.b[1] is twice the right gradient, and no error is large

def check_gradients(loss, theta, grads):
    errors = ([None], [None])
    for part, half in enumerate(theta):
        for k, tensor in enumerate(half):
            if tensor is None:
                continue
            def f(t):
                other = [list(theta[0]), list(theta[1])]
                other[part][k] = t
                return loss(Parameters(*other))
            gap = np.abs(grads[part][k] - numerical_gradient(f, tensor))
            errors[part].append(float(gap.max()))
    return Parameters(*errors)
