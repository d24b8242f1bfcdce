# function: cross_entropy
# truth: The return stands inside the loop, so that only the first example's loss is counted.
# judges: wrong, wrong
# says: the first example's loss alone, divided by m
# never: divided by m twice

def cross_entropy(y_hat, y):
    total = 0
    m = y_hat.shape[1]
    for j in range(m):
        total = total - np.log(y_hat[y[j], j])
        return total / m
