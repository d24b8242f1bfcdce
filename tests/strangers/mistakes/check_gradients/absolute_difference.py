# function: check_gradients
# truth: The norm of the difference is returned: an absolute error, not a relative one.

def check_gradients(loss, theta, grads):
    out = [[None], [None]]
    for part in (0, 1):
        for k in range(1, len(theta[part])):
            def f(t, part=part, k=k):
                lists = [list(theta[0]), list(theta[1])]
                lists[part][k] = t
                return loss(Parameters(*lists))
            num = numerical_gradient(f, theta[part][k])
            out[part].append(np.linalg.norm(grads[part][k] - num))
    return Parameters(*out)
