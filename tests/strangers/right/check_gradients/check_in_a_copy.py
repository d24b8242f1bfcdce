# deep copy, one tensor put in and taken out
import copy

def check_gradients(loss, theta, grads):
    result = []
    for part, tensors in enumerate(theta):
        column = [None]
        for k, tensor in enumerate(tensors):
            if tensor is None:
                continue
            work = copy.deepcopy(theta)

            def f(t):
                work[part][k] = t
                return loss(work)

            column.append(relative_error(grads[part][k], numerical_gradient(f, tensor)))
        result.append(column)
    return Parameters(*result)
