# function: check_gradients
# truth: The numerical gradient is taken at a random tensor, not at theta where grads was taken.

def check_gradients(loss, theta, grads):
    out = Parameters([None], [None])
    for part in (0, 1):
        for k in range(1, len(theta[part])):
            def f(t, part=part, k=k):
                q = Parameters(list(theta[0]), list(theta[1]))
                q[part][k] = t
                return loss(q)
            num = numerical_gradient(f, np.random.randn(*theta[part][k].shape))
            out[part].append(relative_error(grads[part][k], num))
    return out
