# function: back_propagation
# truth: (1) The sign is wrong, labels minus prediction; (2) the lists are in the order of the walk, the output layer at index 1.
# judges: right, right
# says: two things at once: every gradient has the opposite sign; and the layers come in the order in which they were found

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, _ = theta
    m = len(y)
    delta = one_hot(y, y_hat.shape[0]) - y_hat
    found_W, found_b = [None], [None]
    for k in reversed(range(1, len(W))):
        found_W.append(delta @ h[k - 1].T / m)
        found_b.append(delta.sum(1)[:, None] / m)
        delta = None if k == 1 else W[k].T @ delta * g_prime(a[k - 1])
    return Parameters(found_W, found_b)
