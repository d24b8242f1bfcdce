# recursive
def forward_propagation(theta, X, g, O):
    last = len(theta[0]) - 1

    def upto(k):
        if k == 0:
            return [X], [None]
        h, a = upto(k - 1)
        z = theta[0][k] @ h[-1] + theta[1][k]
        return h + [g(z)], a + [z]

    h, a = upto(last - 1)
    logits = theta[0][last] @ h[-1] + theta[1][last]
    return h, a + [logits], O(logits)
