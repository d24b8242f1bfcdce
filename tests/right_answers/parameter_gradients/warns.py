# Right, with a warning and a print on the way.
import warnings

def parameter_gradients(grad_a, h_below):
    warnings.warn("I divide by m here")
    print("m =", grad_a.shape[1])
    m = grad_a.shape[1]
    return grad_a @ h_below.T / m, np.mean(grad_a, axis=1, keepdims=True)
