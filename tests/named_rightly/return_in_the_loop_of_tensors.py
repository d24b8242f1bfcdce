# function: update_parameters
# mistake: `return` stands one indent too deep: only the first layer has been stepped

def update_parameters(theta, grads, eta):
    new = Parameters([None], [None])
    for k in range(1, len(theta.W)):
        new.W.append(theta.W[k] - eta * grads.W[k])
        new.b.append(theta.b[k] - eta * grads.b[k])
        return new
