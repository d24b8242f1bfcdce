# copy.deepcopy of everything first.
import copy

def update_parameters(theta, grads, eta):
    new = copy.deepcopy(theta)
    for part in range(2):
        for k in range(1, len(new[part])):
            new[part][k] = new[part][k] - grads[part][k] * eta
    return new
