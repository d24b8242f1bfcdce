# Both passes of one layer of exercises 5.5 and 5.6, as a student might write them.
def own_layer_forward(a, c):
    return (a + c @ np.tanh(a)) / np.sqrt(2)


def own_layer_backward(grad_out, a, c):
    return (grad_out + tanh_prime(a) * (c.T @ grad_out)) / np.sqrt(2)
