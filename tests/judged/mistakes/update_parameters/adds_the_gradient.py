# function: update_parameters
# truth: The gradient is added instead of subtracted.
# judges: right, right
# says: θ + η∇θ: uphill

def update_parameters(theta, grads, eta):
    def moved(half, slopes):
        return [None] + [w + eta * g for w, g in zip(half[1:], slopes[1:])]

    return Parameters(moved(theta[0], grads[0]), moved(theta[1], grads[1]))
