# function: hidden_gradient
# truth: W is not transposed: the sum runs over the wrong one of its two indices.
# judges: right, right
# says: Forward, W leads from n_{k−1} to n_k. Which way does the gradient go?

def hidden_gradient(W, grad_a):
    return np.einsum("ij,jm->im", W, grad_a)
