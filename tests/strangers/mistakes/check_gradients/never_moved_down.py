# function: check_gradients
# truth: Both evaluations are at +e, so the numerical gradient is 0 everywhere.

def check_gradients(loss, theta, grads):
    eps = 1e-5
    answer = ([None], [None])
    for part in (0, 1):
        for k in range(1, len(theta[part])):
            approx = np.zeros(theta[part][k].shape)
            for idx in np.ndindex(approx.shape):
                up = [t if t is None else t.copy() for t in theta[part]]
                down = [t if t is None else t.copy() for t in theta[part]]
                up[k][idx] += eps
                down[k][idx] += eps
                if part == 0:
                    f1, f2 = loss(Parameters(up, theta[1])), loss(Parameters(down, theta[1]))
                else:
                    f1, f2 = loss(Parameters(theta[0], up)), loss(Parameters(theta[0], down))
                approx[idx] = (f1 - f2) / (2 * eps)
            answer[part].append(relative_error(grads[part][k], approx))
    return Parameters(*answer)
