# right

def confusion_matrix(y, y_hat, k):
    table = np.zeros((k, k), dtype=int)
    for j in range(0, y_hat.shape[1]):
        best = 0
        for i in range(1, y_hat.shape[0]):
            if y_hat[i][j] > y_hat[best][j]:
                best = i
        table[y[j]][best] += 1
    return table
