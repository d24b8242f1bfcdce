# -= on copies
import copy

def update_parameters(theta, grads, eta):
    new = copy.deepcopy(theta)
    for k in range(1, len(new[0])):
        new[0][k] -= eta * grads[0][k]
        new[1][k] -= eta * grads[1][k]
    return new
