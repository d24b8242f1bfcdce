# function: softmax
# truth: The sum runs over the whole array. / Nothing is subtracted: large logits overflow.

def softmax(a):
    e = np.e ** a
    return e / np.sum(e)
