# function: forward_propagation
# truth: The last hidden layer is given the output function O instead of g: the loop with g ends one layer early.
# judges: right, right
# says: h[2] does not follow from what you return beside it; all else does

def forward_propagation(theta, X, g, O):
    L = len(theta[0]) - 1
    h = [X]
    a = [None]
    for k in range(1, L + 1):
        z = theta[0][k] @ h[-1] + theta[1][k]
        activation = g if k < L - 1 else O
        a.append(z)
        h.append(activation(z))
    return h[:-1], a, h[-1]
