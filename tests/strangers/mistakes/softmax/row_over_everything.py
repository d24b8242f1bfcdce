# function: softmax
# truth: Each row is divided by the sum over the whole array. / Nothing is subtracted: large logits overflow.

def softmax(a):
    k, m = a.shape
    out = np.zeros((k, m))
    for i in range(k):
        out[i, :] = np.exp(a[i, :]) / np.sum(np.exp(a[:, :]))
    return out
