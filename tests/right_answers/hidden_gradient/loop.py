# The sum over the units above, written out.
def hidden_gradient(W, grad_a):
    total = np.zeros((W.shape[1], grad_a.shape[1]))
    for i in range(W.shape[0]):
        total += np.outer(W[i], grad_a[i])
    return total
