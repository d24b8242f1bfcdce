# right

def squared_error(y_hat, target):
    total = 0.0
    for i in range(0, target.shape[1]):
        total = total + np.linalg.norm(target[:, i] - y_hat[:, i])*np.linalg.norm(target[:, i] - y_hat[:, i])
    return total/2/target.shape[1]
