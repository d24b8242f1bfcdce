# The logistic function as (1 + tanh(a/2)) / 2.
def own_layer_backward(grad_out, a, c):
    return grad_out * (1 + np.tanh(a / 2)) / 2
