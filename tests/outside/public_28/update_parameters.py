# right

def update_parameters(theta, grads, eta):
    moved = []
    for tensors, slopes in zip(theta, grads):
        moved.append([w if w is None else np.subtract(w, np.multiply(eta, s)) for w, s in zip(tensors, slopes)])
    return Parameters(*moved)
