# function: softmax
# truth: Nothing is subtracted: large logits overflow to inf/inf.

def softmax(a):
    p = np.exp(a) / sum(np.exp(a))
    return p
