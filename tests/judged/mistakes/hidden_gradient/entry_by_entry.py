# function: hidden_gradient
# truth: np.multiply is an entry-by-entry product; a matrix product is needed.
# judges: right, right
# says: `*` multiplies entry by entry. Which product is meant?

def hidden_gradient(W, grad_a):
    return np.multiply(W.T, grad_a)
