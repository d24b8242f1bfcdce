# mean of outer products
def parameter_gradients(grad_a, h_below):
    outers = np.array([np.outer(d, h) for d, h in zip(grad_a.T, h_below.T)])
    return outers.mean(axis=0), np.average(grad_a, axis=1)[:, None]
