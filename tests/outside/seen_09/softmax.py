# wrong: math.exp raises OverflowError for large differences
# loses: test_softmax_stable

import math

def softmax(a):
    s = np.empty(a.shape)
    for c in range(0, a.shape[1]):
        for j in range(0, a.shape[0]):
            total = 0
            for k in range(0, a.shape[0]):
                total = total + math.exp(a[k][c] - a[j][c])
            s[j][c] = 1/total
    return s
