# Both passes of one layer of exercises 5.5 and 5.6, as a student might write them.
def own_layer_forward(a, c):
    return np.logaddexp(0, a)


def own_layer_backward(grad_out, a, c):
    return grad_out * logistic(a)
