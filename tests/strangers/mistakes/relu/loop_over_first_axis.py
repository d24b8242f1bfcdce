# function: relu
# truth: Written for a vector: the loop runs over the first axis only, and a row of two or more entries has no truth value.

def relu(a):
    out = np.zeros(len(a))
    for i in range(len(a)):
        if a[i] > 0:
            out[i] = a[i]
    return out
