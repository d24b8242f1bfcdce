def forward_propagation(theta, X, g, O):
    activations, preacts = [X], [None]
    last = len(theta.W) - 1
    for layer in range(1, last + 1):
        preacts.append(affine(theta.W[layer], theta.b[layer], activations[-1]))
        if layer != last:
            activations.append(g(preacts[layer]))
    return activations, preacts, O(preacts[last])
