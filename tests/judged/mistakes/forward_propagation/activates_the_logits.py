# function: forward_propagation
# truth: g is applied to a_L as well before O, which belongs to the hidden layers only.
# judges: right, right
# says: O(g(a_L)): the hidden activation at the output too

def forward_propagation(theta, X, g, O):
    weights, biases = theta
    acts, pres = [X], [None]
    for W, b in zip(weights[1:], biases[1:]):
        pres.append(W @ acts[-1] + b)
        acts.append(g(pres[-1]))
    last = acts.pop()
    return acts, pres, O(last)
