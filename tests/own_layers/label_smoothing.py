# Both passes of one layer of exercises 5.5 and 5.6, as a student might write them.
def own_layer_forward(a, c):
    target = 0.9 * one_hot(c, len(a)) + 0.1 / len(a)
    top = a.max(axis=0)
    logarithms = a - top - np.log(np.exp(a - top).sum(axis=0))
    return -np.sum(target * logarithms, axis=0, keepdims=True)


def own_layer_backward(grad_out, a, c):
    target = 0.9 * one_hot(c, len(a)) + 0.1 / len(a)
    return grad_out * (softmax(a) - target)
