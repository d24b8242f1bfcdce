# function: forward_propagation
# truth: The bias of the last layer is left out.

def forward_propagation(theta, X, g, O):
    h, a, now = [X], [None], X
    for i in range(1, len(theta[0]) - 1):
        now = np.dot(theta[0][i], now)
        now = now + theta[1][i]
        a.append(now)
        now = g(now)
        h.append(now)
    a.append(np.dot(theta[0][-1], now))
    return h, a, O(a[-1])
