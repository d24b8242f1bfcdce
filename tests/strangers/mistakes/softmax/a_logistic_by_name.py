# function: softmax
# truth: That is a logistic function of -a, entry by entry; nothing is normalised.

def softmax(a):
    return 1 / (1 + np.exp(a))
