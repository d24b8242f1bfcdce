# function: forward_propagation
# truth: The activation is computed in place, so a[k] and h[k] are one array that holds g(a_k).
# judges: right, right
# says: a holds the activations: g has overwritten the pre-activations

def forward_propagation(theta, X, g, O):
    W, b = theta
    L = len(W) - 1
    hs, zs = [X], [None]
    for k in range(1, L):
        z = W[k] @ hs[-1] + b[k]
        zs.append(z)
        z[...] = g(z)
        hs.append(z)
    zs.append(W[L] @ hs[-1] + b[L])
    return hs, zs, O(zs[-1])
