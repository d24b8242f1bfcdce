# function: forward_propagation
# mistake: theta is read as a dictionary of "W1", "b1", …

def forward_propagation(theta, X, g, O):
    L = len(theta) // 2
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(np.dot(theta["W" + str(k)], h[-1]) + theta["b" + str(k)])
        h.append(g(a[-1]))
    return h[:-1], a, O(a[-1])
