# forward, backward and step written out, with one array changed at a time
def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    W, b = initialize_parameters(sizes, rng)
    W, b = list(W), list(b)
    L, m = len(W) - 1, X.shape[1]
    target = one_hot(y, sizes[-1])
    losses = []
    for _ in range(max_iterations):
        act, pre = [X], [None]
        for k in range(1, L + 1):
            pre.append(W[k] @ act[-1] + b[k])
            act.append(softmax(pre[k]) if k == L else g(pre[k]))
        losses.append(cross_entropy(act[L], y))
        delta = (act[L] - target) / m
        for k in range(L, 0, -1):
            below = W[k].T @ delta
            W[k] = W[k] - eta * delta @ act[k - 1].T
            b[k] = b[k] - eta * delta.sum(axis=1, keepdims=True)
            if k > 1:
                delta = below * g_prime(pre[k - 1])
    return Parameters(W, b), losses
