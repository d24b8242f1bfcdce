# function: adam_step
# truth: The corrections are multiplied by 1 - beta^t instead of divided by it.
# judges: right, right
# says: two things at once: u is multiplied by 1 − β₁ᵗ, not divided; and v is multiplied by 1 − β₂ᵗ, not divided

from lab.optimizers import each

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    zeros = each(np.zeros_like, theta)
    first, second, k = state if state is not None else (zeros, zeros, 0)
    k += 1
    g = gradient(theta)
    first = each(lambda m, d: m * beta1 + (1 - beta1) * d, first, g)
    second = each(lambda v, d: v * beta2 + (1 - beta2) * d * d, second, g)

    def step(w, m, v):
        bias1 = m * (1 - beta1 ** k)
        bias2 = v * (1 - beta2 ** k)
        return w - eta * bias1 / (np.sqrt(bias2) + epsilon)

    return each(step, theta, first, second), (first, second, k)
