# function: hidden_gradient
# truth: The weights are turned into shares of each unit's input (divided by their sum along the row), where the chain rule uses them as they are.
# judges: open, open
# says: each row of W is divided by its sum

def hidden_gradient(W, grad_a):
    # split each error among the links in proportion to their weights
    shares = W / W.sum(axis=1, keepdims=True)
    return shares.T @ grad_a
