# dictionary 'a1', 'h1', lists at the end
def forward_propagation(theta, X, g, O):
    L = len(theta[0]) - 1
    store = {"h0": X}
    for i in range(1, L + 1):
        store[f"a{i}"] = np.dot(theta[0][i], store[f"h{i-1}"]) + theta[1][i]
        if i != L:
            store[f"h{i}"] = g(store[f"a{i}"])
    y_hat = O(store[f"a{L}"])
    return [store[f"h{i}"] for i in range(L)], [None] + [store[f"a{i}"] for i in range(1, L + 1)], y_hat
