# Both passes of one layer of exercises 5.5 and 5.6, as a student might write them.
def own_layer_forward(a, c):
    top = a.max(axis=0)
    return a - top - np.log(np.exp(a - top).sum(axis=0))


def own_layer_backward(grad_out, a, c):
    return grad_out - np.exp(own_layer_forward(a, c)) * grad_out.sum(axis=0)
