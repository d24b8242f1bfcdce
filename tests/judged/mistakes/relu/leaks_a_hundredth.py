# function: relu
# truth: This is the leaky ReLU: negative entries become a/100 instead of 0.
# judges: right, right
# says: a small slope below 0

def relu(a):
    return np.where(a > 0, a, a / 100)
