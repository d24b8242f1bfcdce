# function: squared_error
# truth: Each example's squares are averaged over the classes, not summed. / The half is missing.

def squared_error(y_hat, target):
    k, m = target.shape
    loss = 0
    for j in range(m):
        for i in range(k):
            loss += np.square(target[i, j] - y_hat[i, j]) / k
    return loss / m
