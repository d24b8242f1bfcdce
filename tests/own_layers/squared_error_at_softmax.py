# Both passes of one layer of exercises 5.5 and 5.6, as a student might write them.
def own_layer_forward(a, c):
    return 0.5 * np.sum((softmax(a) - c) ** 2, axis=0, keepdims=True)


def own_layer_backward(grad_out, a, c):
    y_hat = softmax(a)
    grad_y_hat = grad_out * (y_hat - c)
    return y_hat * (grad_y_hat - np.sum(grad_y_hat * y_hat, axis=0))
