# function: squared_error
# truth: The loop over the classes adds the whole array each time: every entry is k times its square. / An array comes back: nothing is summed over entries or averaged over the batch.

def squared_error(y_hat, target):
    ret = 0
    for c in range(y_hat.shape[0]):
        ret += np.square(y_hat - target)
    ret = 1 / 2 * ret
    return ret
