# function: back_propagation
# truth: (1) The last hidden layer's factor g' is left out; (2) 1/m is in the gradient at the top and again in each parameter's gradient.
# judges: right, right
# marked it says: g′ is never given a[2]
# in the notebook it says: g′ is never asked

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, y_hat.shape[1]
    delta = output_gradient(y_hat, y) / m
    grads = []
    for k in range(L, 0, -1):
        grads.append(parameter_gradients(delta, h[k - 1]))
        if k == L:
            delta = hidden_gradient(W[k], delta)
        elif k > 1:
            delta = hidden_gradient(W[k], delta) * g_prime(a[k - 1])
    gW, gb = zip(*grads[::-1])
    return Parameters([None, *gW], [None, *gb])
