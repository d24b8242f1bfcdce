# function: back_propagation
# truth: The gradients are collected from the top down and the lists are never reversed.
# judges: right, right
# says: the layers come in the order in which they were found

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    dW, db = [None], [None]
    delta = output_gradient(y_hat, y)
    for k in range(len(W) - 1, 0, -1):
        gw, gb = parameter_gradients(delta, h[k - 1])
        dW.append(gw)
        db.append(gb)
        if k > 1:
            delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
    return Parameters(dW, db)
