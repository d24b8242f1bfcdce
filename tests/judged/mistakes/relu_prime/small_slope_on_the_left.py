# function: relu_prime
# truth: The slope for a < 0 is 0.01, that of the leaky ReLU, instead of 0.
# judges: right, right
# says: a small slope below 0

def relu_prime(a):
    left, right = 0.01, 1.0
    return np.where(np.asarray(a) >= 0, right, left)
