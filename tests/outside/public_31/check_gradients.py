# right

def check_gradients(loss, theta, grads):
    def with_one(side, k, tensor):
        sides = [list(theta[0]), list(theta[1])]
        sides[side][k] = tensor
        return loss(Parameters(*sides))

    report = Parameters([None], [None])
    for side in (0, 1):
        for k in range(1, len(theta[side])):
            slope = numerical_gradient(lambda t: with_one(side, k, t), theta[side][k])
            report[side].append(float(relative_error(grads[side][k], slope)))
    return report
