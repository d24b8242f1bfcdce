# zip
def update_parameters(theta, grads, eta):
    W = [w - eta * g for w, g in zip(theta[0][1:], grads[0][1:])]
    b = [w - eta * g for w, g in zip(theta[1][1:], grads[1][1:])]
    return Parameters([None, *W], [None, *b])
