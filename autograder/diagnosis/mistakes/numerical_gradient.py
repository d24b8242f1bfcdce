"""Known mistakes in `numerical_gradient` (notebook 05)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "numerical_gradient",
    effect="forward differences: the error falls with ε, not with ε²",
    hint="Your error is proportional to ε. Which difference has an error proportional to ε²?",
    general="one_sided",
)
def numerical_gradient_forward(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(x)) / epsilon
    return gradient


@mistake(
    "numerical_gradient",
    effect="backward differences: the error falls with ε, not with ε²",
    hint="Your error is proportional to ε. Which difference has an error proportional to ε²?",
    general="one_sided",
)
def numerical_gradient_backward(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(x) - f(below)) / epsilon
    return gradient


@mistake(
    "numerical_gradient",
    effect="twice: divided by ε instead of 2ε",
    hint="How far apart are your two points?",
    general="ratio_2",
    seen=19,
)
def numerical_gradient_without_the_two(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / epsilon
    return gradient


@mistake(
    "numerical_gradient",
    effect="x is left moved by ε",
    hint="After the call x had changed. Which move is not taken back?",
    general="changed_input",
    seen=44,
)
def numerical_gradient_moves_x(f, x, epsilon=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += epsilon
        f_above = f(x)
        x[i] -= 2 * epsilon
        gradient[i] = (f_above - f(x)) / (2 * epsilon)
    return gradient


@mistake(
    "numerical_gradient",
    effect="always a step of 1e-5",
    hint="With another ε nothing changes. Which step do you take?",
    seen=37,
)
def numerical_gradient_ignores_epsilon(f, x, epsilon=1e-5):
    epsilon = 1e-5
    x = np.asarray(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@mistake(
    "numerical_gradient",
    effect="a flat list of numbers",
    hint="A gradient has the shape of its x.",
    general="flat",
)
def numerical_gradient_flattened(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient.ravel()


@mistake(
    "numerical_gradient",
    effect="every entry is the sum of all partial derivatives",
    hint="You move all entries at once. How many should move for one partial derivative?",
    general="constant",
)
def numerical_gradient_moves_everything(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        pass
        gradient[i] = (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)
    return gradient


@mistake(
    "numerical_gradient",
    effect="the opposite sign",
    hint="Which of your two points lies above?",
    general="ratio_minus_1",
)
def numerical_gradient_negative(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(below) - f(above)) / (2 * epsilon)
    return gradient


@mistake(
    "numerical_gradient",
    effect="each entry is the sum of the partial derivatives so far",
    hint="You move entry after entry and take none of the moves back.",
)
def numerical_gradient_never_moves_back(f, x, epsilon=1e-5):
    x = np.array(x, dtype=float)
    above, below = x.copy(), x.copy()
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@mistake(
    "numerical_gradient",
    effect="whole rows move at once",
    hint="x[i] is a whole row of a matrix. How do you reach one entry of an array of any shape?",
)
def numerical_gradient_of_the_first_axis(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        above, below = x.copy(), x.copy()
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient
