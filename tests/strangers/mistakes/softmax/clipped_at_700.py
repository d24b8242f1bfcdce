# function: softmax
# truth: Logits are clipped to [-700, 700] instead of shifted: logits beyond are all made equal.

def softmax(a):
    z = np.clip(a, -700, 700)
    return np.exp(z) / np.sum(np.exp(z), axis=0)
