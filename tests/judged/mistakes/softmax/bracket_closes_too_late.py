# function: softmax
# truth: The division is inside exp: exp(z / sum) instead of exp(z) / sum.
# judges: wrong, wrong
# says: your columns do not add up to 1, and their entries do not stand to each other as exponentials do
# never: Which numbers should your sum add up

def softmax(a):
    z = a - a.max(axis=0)
    return np.exp(z / np.sum(np.exp(z), axis=0))
