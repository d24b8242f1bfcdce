# right

def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    theta = initialize_parameters(sizes, np.random.default_rng() if rng is None else rng)
    w, b = theta.W[1:], theta.b[1:]
    epoch, history = 0, []
    batch = X.shape[1]
    while epoch < max_iterations:
        now = Parameters([None] + w, [None] + b)
        total_w, total_b = [np.zeros(t.shape) for t in w], [np.zeros(t.shape) for t in b]
        loss, current = 0, 0
        for j in range(batch):
            h, a, p = forward_propagation(now, X[:, j:j+1], g, softmax)
            loss += cross_entropy(p, y[j:j+1])
            gw, gb = back_propagation(now, h, a, p, y[j:j+1], g_prime)
            current += 1
            for i in range(len(w)):
                total_w[i] += gw[i+1]
                total_b[i] += gb[i+1]
            if current == batch:
                w = [t - eta * s / batch for t, s in zip(w, total_w)]
                b = [t - eta * s / batch for t, s in zip(b, total_b)]
        history.append(loss / float(batch))
        epoch = epoch + 1
    return Parameters([None] + w, [None] + b), history
