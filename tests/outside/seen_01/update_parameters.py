# right

def update_parameters(theta, grads, eta):
    Ws, bs = [None], [None]
    for k in range(1, len(theta[0])):
        Ws.append(theta[0][k] - eta*grads[0][k])
        bs.append(theta[1][k] - eta*grads[1][k])
    return Parameters(Ws, bs)
