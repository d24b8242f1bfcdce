# e^a / (1 + e^a) from the smaller exponential, example by example.
def own_layer_backward(grad_out, a, c):
    back = np.zeros_like(a)
    for j in range(a.shape[1]):
        small = np.exp(-np.abs(a[:, j]))
        back[:, j] = grad_out[:, j] * np.where(a[:, j] >= 0, 1, small) / (1 + small)
    return back
