# function: check_gradients
# truth: The functions are made in one loop and called in another: by then k is the last layer for all of them.
# judges: wrong, wrong
# says: the loss is asked about a theta whose W[2] has shape (3, 2), and should have (1, 3)
# never: never asked at a moved theta

def check_gradients(loss, theta, grads):
    L = len(theta[0]) - 1
    answers = []
    for part in (0, 1):
        probes = []
        for k in range(1, L + 1):
            def probe(t):
                W, b = list(theta[0]), list(theta[1])
                (W, b)[part][k] = t
                return loss(Parameters(W, b))
            probes.append(probe)
        found = [None]
        for i, f in enumerate(probes, start=1):
            found.append(relative_error(grads[part][i], numerical_gradient(f, theta[part][i])))
        answers.append(found)
    return Parameters(*answers)
