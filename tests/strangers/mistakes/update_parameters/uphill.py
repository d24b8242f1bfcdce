# function: update_parameters
# truth: The step goes uphill: eta times the gradient is added.

def update_parameters(theta, grads, eta):
    W, b = [None], [None]
    for k in range(1, len(theta[0])):
        W.append(theta[0][k] + eta * grads[0][k])
        b.append(theta[1][k] + eta * grads[1][k])
    return Parameters(W, b)
