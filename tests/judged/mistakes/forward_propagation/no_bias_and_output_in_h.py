# function: forward_propagation
# truth: (1) The biases are never added; (2) y_hat is put into h as an entry too many.
# judges: right, right
# says: no bias; and ŷ stands in h as well

def forward_propagation(theta, X, g, O):
    signal, pre = [X], [None]
    n = len(theta[0]) - 1
    for k in range(1, n + 1):
        pre.append(theta[0][k].dot(signal[k - 1]))
        signal.append(O(pre[k]) if k == n else g(pre[k]))
    return signal, pre, signal[-1]
