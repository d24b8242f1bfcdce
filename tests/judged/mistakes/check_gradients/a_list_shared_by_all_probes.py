# function: check_gradients
# truth: The lists that are changed are made once for all tensors and never put back, so later tensors are checked at a moved theta.
# judges: passes, passes

def check_gradients(loss, theta, grads):
    trial = Parameters(list(theta[0]), list(theta[1]))
    result = ([None], [None])
    for part in range(2):
        for k in range(1, len(theta[part])):
            def probe(tensor, part=part, k=k):
                trial[part][k] = tensor
                return loss(trial)
            numeric = numerical_gradient(probe, theta[part][k])
            result[part].append(relative_error(grads[part][k], numeric))
    return Parameters(*result)
