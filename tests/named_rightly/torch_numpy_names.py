# function: softmax
# mistake: `np.softmax` does not exist

def softmax(a):
    return np.softmax(a, axis=0)
