# function: check_gradients
# truth: All tensors are strung together and get one common error, instead of each its own.
# judges: open, right

def check_gradients(loss, theta, grads):
    def numeric(part, k):
        def f(t):
            copy = Parameters(list(theta[0]), list(theta[1]))
            copy[part][k] = t
            return loss(copy)
        return numerical_gradient(f, theta[part][k])

    where = [(p, k) for p in (0, 1) for k in range(1, len(theta[p]))]
    all_numeric = np.concatenate([numeric(p, k).ravel() for p, k in where])
    all_analytic = np.concatenate([np.ravel(grads[p][k]) for p, k in where])
    worst = relative_error(all_analytic, all_numeric)
    same = [None] + [worst] * (len(theta[0]) - 1)
    return Parameters(same, list(same))
