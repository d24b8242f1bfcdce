# A plain tuple of two lists; the biases' arrays are copied.
def add_weight_decay(theta, grads, decay):
    grad_W = [None if g is None else decay * w + g for w, g in zip(theta[0], grads[0])]
    grad_b = [None if g is None else np.array(g) for g in grads[1]]
    return grad_W, grad_b
