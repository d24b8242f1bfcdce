"""Known mistakes in `update_parameters` (notebook 06)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import Parameters, np


@mistake(
    "update_parameters", effect="θ + η∇θ: uphill", hint="The gradient points uphill. Which way do you go?", seen=40
)
def update_uphill(theta, grads, eta):
    L = len(theta[0]) - 1
    W, b = [None], [None]
    for k in range(1, L + 1):
        W.append(theta[0][k] + eta * grads[0][k])
        b.append(theta[1][k] + eta * grads[1][k])
    return Parameters(W, b)


@mistake(
    "update_parameters",
    effect="right values, but the caller's theta is overwritten",
    hint="Right numbers, and the caller's theta is gone. Which operator writes into it?",
    general="changed_input",
    seen=44,
)
def update_in_place(theta, grads, eta):
    for k in range(1, len(theta[0])):
        theta[0][k] -= eta * grads[0][k]
        theta[1][k] -= eta * grads[1][k]
    return theta


@mistake("update_parameters", effect="the biases stay as they are", hint="What happens to b_k?", seen=33)
def update_of_weights_only(theta, grads, eta):
    L = len(theta[0]) - 1
    W, b = [None], [None]
    for k in range(1, L + 1):
        W.append(theta[0][k] - eta * grads[0][k])
        b.append(theta[1][k].copy())
    return Parameters(W, b)


@mistake("update_parameters", effect="the weights stay as they are", hint="What happens to W_k?", seen=27)
def update_of_biases_only(theta, grads, eta):
    L = len(theta[0]) - 1
    W, b = [None], [None]
    for k in range(1, L + 1):
        W.append(theta[0][k].copy())
        b.append(theta[1][k] - eta * grads[1][k])
    return Parameters(W, b)


@mistake("update_parameters", effect="a step of the whole gradient, whatever η", hint="With another η nothing changes.")
def update_without_eta(theta, grads, eta):
    L = len(theta[0]) - 1
    W, b = [None], [None]
    for k in range(1, L + 1):
        W.append(theta[0][k] - grads[0][k])
        b.append(theta[1][k] - grads[1][k])
    return Parameters(W, b)


@mistake(
    "update_parameters",
    effect="η twice",
    hint="With η = ½ your step is half of what it should be. How often does η come in?",
)
def update_with_eta_squared(theta, grads, eta):
    L = len(theta[0]) - 1
    W, b = [None], [None]
    for k in range(1, L + 1):
        W.append(theta[0][k] - eta**2 * grads[0][k])
        b.append(theta[1][k] - eta**2 * grads[1][k])
    return Parameters(W, b)


@mistake("update_parameters", effect="the last layer stays as it is", hint="Where does your loop end?", seen=27)
def update_of_all_but_the_last(theta, grads, eta):
    L = len(theta[0]) - 1
    W, b = [None], [None]
    for k in range(1, L + 1):
        W.append(theta[0][k] - (k < L) * eta * grads[0][k])
        b.append(theta[1][k] - (k < L) * eta * grads[1][k])
    return Parameters(W, b)


@mistake("update_parameters", effect="the biases go uphill", hint="Compare the signs of your two lines.", seen=32)
def update_biases_uphill(theta, grads, eta):
    L = len(theta[0]) - 1
    W, b = [None], [None]
    for k in range(1, L + 1):
        W.append(theta[0][k] - eta * grads[0][k])
        b.append(theta[1][k] + eta * grads[1][k])
    return Parameters(W, b)


@mistake(
    "update_parameters",
    effect="the step instead of the new parameters",
    hint="You return how far to go, not where you are then.",
)
def update_returns_the_step(theta, grads, eta):
    L = len(theta[0]) - 1
    W, b = [None], [None]
    for k in range(1, L + 1):
        W.append(eta * grads[0][k])
        b.append(eta * grads[1][k])
    return Parameters(W, b)


@mistake(
    "update_parameters",
    effect="the weights shrink besides",
    hint="With a gradient of 0 your weights still change. What else acts on them?",
    seen=41,
)
def update_shrinks_theta(theta, grads, eta):
    L = len(theta[0]) - 1
    W, b = [None], [None]
    for k in range(1, L + 1):
        W.append(0.99 * theta[0][k] - eta * grads[0][k])
        b.append(theta[1][k] - eta * grads[1][k])
    return Parameters(W, b)


@mistake(
    "update_parameters",
    effect="every gradient is scaled to length 1",
    hint="Double the gradient: your step stays as it was.",
)
def update_normalised(theta, grads, eta):
    L = len(theta[0]) - 1
    W, b = [None], [None]
    for k in range(1, L + 1):
        W.append(theta[0][k] - eta * grads[0][k] / np.linalg.norm(grads[0][k]))
        b.append(theta[1][k] - eta * grads[1][k] / np.linalg.norm(grads[1][k]))
    return Parameters(W, b)


@mistake(
    "update_parameters",
    effect="an error: the tensors of a network have no common shape",
    hint="NumPy can't make one array of tensors of different shapes. Can you take them one by one?",
    general="raised",
    seen=47,
)
def update_of_whole_lists(theta, grads, eta):
    W = np.subtract(theta[0][1:], np.multiply(eta, grads[0][1:]))
    b = np.subtract(theta[1][1:], np.multiply(eta, grads[1][1:]))
    return Parameters([None, *W], [None, *b])
