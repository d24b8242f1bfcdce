# right

def forward_propagation(theta, X, g, O):
    acts, zs = [X.T], [None]
    weights, biases = [w.T for w in theta[0][1:]], [v.T for v in theta[1][1:]]
    for number, (w, v) in enumerate(zip(weights, biases), start=1):
        zs.append(acts[-1] @ w + v)
        if number < len(weights):
            acts.append(g(zs[-1]))
    return [act.T for act in acts], [None, *(z.T for z in zs[1:])], O(zs[-1].T)
