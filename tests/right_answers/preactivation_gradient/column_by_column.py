# g′ asked for one example at a time.
def preactivation_gradient(grad_h, a, g_prime):
    columns = [grad_h[:, [i]] * g_prime(a[:, [i]]) for i in range(a.shape[1])]
    return np.concatenate(columns, axis=1)
