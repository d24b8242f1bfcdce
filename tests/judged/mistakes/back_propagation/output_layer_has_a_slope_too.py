# function: back_propagation
# truth: The output layer's gradient is multiplied by y_hat(1 - y_hat), which softmax with cross-entropy has already cancelled.
# judges: right, right
# says: ŷ(1 − ŷ) multiplies the output's gradient: another output function's derivative

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    m = y_hat.shape[1]
    target = one_hot(y, y_hat.shape[0])
    delta = (y_hat - target) * y_hat * (1 - y_hat)
    nabla_w, nabla_b = [None for _ in W], [None for _ in W]
    k = len(W) - 1
    while True:
        nabla_b[k] = delta.mean(axis=1, keepdims=True)
        nabla_w[k] = (delta @ h[k - 1].T) / m
        k -= 1
        if k == 0:
            break
        delta = (W[k + 1].T @ delta) * g_prime(a[k])
    return Parameters(nabla_w, nabla_b)
