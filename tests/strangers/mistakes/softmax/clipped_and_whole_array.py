# function: softmax
# truth: The sum runs over the whole array, not over each column. / Logits are clipped to [-50, 50].

def softmax(a):
    z = np.clip(a, -50, 50)
    e = np.exp(z - np.max(z))
    return e / e.sum()
