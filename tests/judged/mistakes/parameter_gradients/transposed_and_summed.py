# function: parameter_gradients
# truth: (1) The factors are the other way round, so grad_W is transposed; (2) neither gradient is divided by the number of examples.
# judges: right, right
# says: two things at once: both are sums over the batch, not means; and grad_W is transposed

def parameter_gradients(grad_a, h_below):
    nabla_w = h_below.dot(grad_a.T)
    nabla_b = grad_a.sum(1, keepdims=True)
    return nabla_w, nabla_b
