# Both passes of one layer of exercises 5.5 and 5.6, as a student might write them.
def own_layer_forward(a, c):
    return a / np.sqrt(np.sum(a**2, axis=0))


def own_layer_backward(grad_out, a, c):
    length = np.sqrt(np.sum(a**2, axis=0))
    out = a / length
    return (grad_out - out * np.sum(grad_out * out, axis=0)) / length
