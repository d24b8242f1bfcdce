# Both passes of one layer of exercises 5.5 and 5.6, as a student might write them.
def own_layer_forward(a, c):
    d = np.abs(a - c)
    return np.sum(np.where(d <= 1, 0.5 * d**2, d - 0.5), axis=0, keepdims=True)


def own_layer_backward(grad_out, a, c):
    d = a - c
    return grad_out * np.where(np.abs(d) <= 1, d, np.sign(d))
