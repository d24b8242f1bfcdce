# function: update_parameters
# truth: A weight decay of 0.1 is applied to the gradient: the step is eta (1 - 0.1) g.

def update_parameters(theta, grads, eta):
    decay = 0.1
    new = []
    for tensors, gs in zip(theta, grads):
        row = [None]
        for w, g in zip(tensors[1:], gs[1:]):
            step = eta * g - eta * decay * g
            row.append(w - step)
        new.append(row)
    return Parameters(*new)
