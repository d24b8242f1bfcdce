# right

import copy

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    L = len(theta[0]) - 1
    if state is None:
        state = [[None] + [np.zeros_like(t) for t in theta[0][1:]], [None] + [np.zeros_like(t) for t in theta[1][1:]]]
    old = copy.deepcopy(theta)
    ahead = Parameters([None] + [theta[0][k] - beta*state[0][k] for k in range(1, L + 1)],
                       [None] + [theta[1][k] - beta*state[1][k] for k in range(1, L + 1)])
    grads = gradient(ahead)
    hist = [[None] + [eta*grads[p][k] + beta*state[p][k] for k in range(1, L + 1)] for p in (0, 1)]
    new = [[None] + [old[p][k] - hist[p][k] for k in range(1, L + 1)] for p in (0, 1)]
    return Parameters(*new), hist
