# [b W] times [1; h]
def forward_propagation(theta, X, g, O):
    def affine(W, b, below):
        return np.hstack([b, W]) @ np.vstack([np.ones((1, below.shape[1])), below])

    hidden, pre = [X], [None]
    for W, b in list(zip(*theta))[1:-1]:
        pre.append(affine(W, b, hidden[-1]))
        hidden.append(g(pre[-1]))
    pre.append(affine(theta[0][-1], theta[1][-1], hidden[-1]))
    return hidden, pre, O(pre[-1])
