# swapping one entry
def check_gradients(loss, theta, grads):
    def replaced(half, k, tensor):
        lists = [list(theta[0]), list(theta[1])]
        lists[half][k] = tensor
        return Parameters(*lists)

    def judge(half, k):
        numeric = numerical_gradient(lambda t: loss(replaced(half, k, t)), theta[half][k])
        return relative_error(grads[half][k], numeric)

    return Parameters(*([None] + [judge(half, k) for k in range(1, len(theta[half]))] for half in (0, 1)))
