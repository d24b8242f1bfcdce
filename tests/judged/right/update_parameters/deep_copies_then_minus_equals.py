# deep copies first, so that -= is harmless
import copy

def update_parameters(theta, grads, eta):
    new = copy.deepcopy([list(theta[0]), list(theta[1])])
    for half in range(2):
        for k in range(1, len(new[half])):
            new[half][k] -= eta * grads[half][k]
    return Parameters(*new)
