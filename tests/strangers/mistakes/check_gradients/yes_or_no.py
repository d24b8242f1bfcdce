# function: check_gradients
# truth: Each entry says whether the absolute difference is under 1e-6, instead of the relative error.

def check_gradients(loss, theta, grads):
    W, b = [None], [None]
    for part, into in ((0, W), (1, b)):
        for k in range(1, len(theta[part])):
            def only(t, part=part, k=k):
                now = (list(theta[0]), list(theta[1]))
                now[part][k] = t
                return loss(Parameters(*now))
            numeric = numerical_gradient(only, theta[part][k])
            verdict = bool(np.linalg.norm(numeric - grads[part][k]) < 1e-6)
            into.append(verdict)
    return Parameters(W, b)
