# function: forward_propagation
# truth: (1) The biases are never added; (2) g is applied to a_L before O.
# judges: right, right
# says: two things at once: no bias; and O(g(a_L)): the hidden activation at the output too

def forward_propagation(theta, X, g, O):
    h, a = [X], [None]
    for W in theta[0][1:]:
        a.append(np.matmul(W, h[-1]))
        h.append(g(a[-1]))
    return h[:-1], a, O(h[-1])
