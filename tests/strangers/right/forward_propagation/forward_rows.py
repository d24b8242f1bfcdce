# an example a row inside
def forward_propagation(theta, X, g, O):
    rows = X.T
    h, a = [X], [None]
    *inner, last = list(zip(theta[0][1:], theta[1][1:]))
    for W, b in inner:
        z = rows @ W.T + b.ravel()
        rows = g(z)
        a.append(z.T)
        h.append(rows.T)
    a.append((rows @ last[0].T + last[1].ravel()).T)
    return h, a, O(a[-1])
