# function: confusion_matrix
# truth: Each row is divided by its sum: shares, not counts.

def confusion_matrix(y, y_hat, k):
    out = np.zeros((k, k))
    for t, p in zip(y, y_hat.argmax(0)):
        out[t, p] += 1.0
    for r in range(k):
        out[r] = out[r] / max(1, out[r].sum())
    return out
