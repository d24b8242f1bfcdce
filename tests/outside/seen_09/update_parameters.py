# wrong: uphill
# loses: test_update_parameters

def update_parameters(theta, grads, eta):
    W, b = [None], [None]
    for idx in range(len(theta[0]) - 1):
        layer_idx = idx + 1
        W.append(theta[0][layer_idx] + eta * grads[0][layer_idx])
        b.append(theta[1][layer_idx] + eta * grads[1][layer_idx])
    return Parameters(W, b)
