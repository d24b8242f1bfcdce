# function: adam_step
# mistake: theta is returned without the state

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    new = Parameters([None], [None])
    for old, slope, out in zip(theta, grads, new):
        for w, g in zip(old[1:], slope[1:]):
            out.append(w - eta * g / (np.abs(g) + epsilon))
    return new
