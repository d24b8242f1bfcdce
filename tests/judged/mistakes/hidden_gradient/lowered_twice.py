# function: hidden_gradient
# truth: (1) The result is transposed; (2) it is divided by the number of examples.
# judges: right, right
# says: two things at once: divided by m; and an example a row

def hidden_gradient(W, grad_a):
    per_example = grad_a.T.dot(W)
    return per_example / len(per_example)
