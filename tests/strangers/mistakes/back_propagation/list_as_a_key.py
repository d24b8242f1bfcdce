# function: back_propagation
# truth: A dictionary is indexed with a list [[...]]: lists are not hashable.

def back_propagation(theta, h, a, y_hat, y, g_prime):
    grads, L = {}, len(theta[0]) - 1
    d = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        grads[f"W{k}"] = np.dot(d, h[k - 1].T) / len(y)
        grads[[f"b{k}"]] = d.mean(axis=1, keepdims=True)
        if k > 1:
            d = np.dot(theta[0][k].T, d) * g_prime(a[k - 1])
    return Parameters([None] + [grads[f"W{k}"] for k in range(1, L + 1)], [None] + [grads[f"b{k}"] for k in range(1, L + 1)])
