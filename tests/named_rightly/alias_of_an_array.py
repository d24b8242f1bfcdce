# function: relu
# mistake: `result` is another name for the caller's array

def relu(a):
    result = a
    result[result < 0] = 0
    return result
