# function: relu
# truth: Python's max compares a whole array with 0: no truth value.

def relu(a):
    return max(0, a)
