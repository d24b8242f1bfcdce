# A plain tuple of two lists, by a comprehension.
def update_parameters(theta, grads, eta):
    def moved(old, grad):
        return [None if o is None else o - eta * g for o, g in zip(old, grad)]
    return moved(theta[0], grads[0]), moved(theta[1], grads[1])
