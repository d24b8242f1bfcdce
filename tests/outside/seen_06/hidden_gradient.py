# right

def hidden_gradient(W, grad_a):
    weights = W.T                       # (below, here), as in rows
    return (grad_a.T @ weights.T).T
