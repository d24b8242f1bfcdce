# Two pieces, the larger one taken out of the logarithm.
def own_layer_forward(a, c):
    return np.maximum(a, 0) + np.log1p(np.exp(-np.abs(a)))
