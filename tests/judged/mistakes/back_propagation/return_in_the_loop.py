# function: back_propagation
# truth: The return is indented into the loop, so only the output layer is done and all others stay None.
# judges: right, right
# says: W[1] is None; only the last layer gets a gradient

def back_propagation(theta, h, a, y_hat, y, g_prime):
    Ws, bs = theta
    grads_W = [None] * len(Ws)
    grads_b = [None] * len(bs)
    delta = output_gradient(y_hat, y)
    for layer in range(len(Ws) - 1, 0, -1):
        grads_W[layer], grads_b[layer] = parameter_gradients(delta, h[layer - 1])
        if layer > 1:
            upstream = hidden_gradient(Ws[layer], delta)
            delta = preactivation_gradient(upstream, a[layer - 1], g_prime)
        return Parameters(grads_W, grads_b)
