"""Known mistakes in `gradient_descent` (notebook 06)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import (
    Parameters,
    back_propagation,
    cross_entropy,
    forward_propagation,
    initialize_parameters,
    np,
    softmax,
    tanh_prime,
    update_parameters,
)


@mistake(
    "gradient_descent",
    effect="uphill",
    hint="Your loss climbs. Which way do you go?",
    general="uphill",
    seen=40,
)
def descent_uphill(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, -eta)
        t += 1
    return theta, losses


@mistake(
    "gradient_descent",
    effect="new random parameters at every iteration",
    hint="Your loss neither falls nor rises. What happens to theta at the start of each iteration?",
)
def descent_starts_again(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t < max_iterations:
        theta = initialize_parameters(sizes, rng)
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
        t += 1
    return theta, losses


@mistake(
    "gradient_descent",
    effect="only the last loss is returned",
    hint="A learning curve needs one loss an iteration.",
    general="wrong_length",
)
def descent_one_loss(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses = [cross_entropy(y_hat, y)]
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
        t += 1
    return theta, losses


@mistake(
    "gradient_descent",
    effect="always tanh′, whatever g′ is given",
    hint="With another activation your gradients are wrong. Which g′ do you pass on?",
    seen=36,
)
def descent_ignores_g_prime(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, tanh_prime)
        theta = update_parameters(theta, grads, eta)
        t += 1
    return theta, losses


@mistake(
    "gradient_descent",
    effect="always tanh, whatever g is given",
    hint="With another g the network stays the same. Which g do you pass on?",
    seen=36,
)
def descent_ignores_g(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, np.tanh, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
        t += 1
    return theta, losses


@mistake("gradient_descent", effect="η is always 0.1", hint="With another η nothing changes.", seen=37)
def descent_ignores_eta(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, 0.1)
        t += 1
    return theta, losses


@mistake(
    "gradient_descent",
    effect="one iteration too few",
    hint="Count the iterations for max_iterations = 1.",
    general="steps_off",
)
def descent_one_short(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t + 1 < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
        t += 1
    return theta, losses


@mistake(
    "gradient_descent",
    effect="one iteration too many",
    hint="`t++ < max_iterations` compares first and counts then. How often does your loop run?",
    general="steps_off",
)
def descent_one_too_many(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t <= max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
        t += 1
    return theta, losses


@mistake(
    "gradient_descent",
    effect="always 1000 iterations",
    hint="1000 is the default. What if the caller asks for 5?",
    general="wrong_length",
    seen=37,
)
def descent_always_a_thousand(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t < 1000:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
        t += 1
    return theta, losses


@mistake(
    "gradient_descent",
    effect="the same start whatever rng is given",
    hint="Two different generators gave the same start. Which one do you draw from?",
    general="not_random",
)
def descent_ignores_rng(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng(0)
    theta = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
        t += 1
    return theta, losses


@mistake(
    "gradient_descent",
    effect="starts with all weights 0",
    hint="With equal weights all units learn the same. Where does the first theta come from?",
    general="not_random",
    seen=46,
)
def descent_from_zero(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    theta = Parameters([None] + [0 * w for w in theta[0][1:]], theta[1])
    losses = []
    t = 0
    while t < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
        t += 1
    return theta, losses


@mistake(
    "gradient_descent",
    effect="the parameters of the start are returned",
    hint="Your losses fall, and the theta you return has not moved.",
)
def descent_returns_the_start(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = start = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
        t += 1
    return start, losses


@mistake(
    "gradient_descent",
    effect="gradients of all iterations are added up",
    hint="Your first step is right and the second too large. What is left over from the first?",
    seen=43,
)
def descent_adds_gradients_up(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    total = None
    losses = []
    t = 0
    while t < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        total = (
            grads
            if total is None
            else Parameters(
                [None] + [s + w for s, w in zip(total[0][1:], grads[0][1:])],
                [None] + [s + w for s, w in zip(total[1][1:], grads[1][1:])],
            )
        )
        theta = update_parameters(theta, total, eta)
        t += 1
    return theta, losses


@mistake(
    "gradient_descent",
    effect="the gradient of the start is used for every step",
    hint="Your first step is right and the second is not. When is the gradient worked out?",
    seen=13,
)
def descent_with_old_gradients(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    grads = None
    losses = []
    t = 0
    while t < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        if grads is None:
            grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        theta = update_parameters(theta, grads, eta)
        t += 1
    return theta, losses


@mistake("gradient_descent", effect="learns from the first example only", hint="Which examples does your gradient see?")
def descent_on_the_first_example(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(
            theta,
            [layer[:, :1] for layer in h],
            [None] + [layer[:, :1] for layer in a[1:]],
            y_hat[:, :1],
            y[:1],
            g_prime,
        )
        theta = update_parameters(theta, grads, eta)
        t += 1
    return theta, losses


@mistake("gradient_descent", effect="the biases are never updated", hint="What happens to the biases?", seen=33)
def descent_updates_half(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    theta = initialize_parameters(sizes, rng)
    losses = []
    t = 0
    while t < max_iterations:
        h, a, y_hat = forward_propagation(theta, X, g, softmax)
        losses.append(cross_entropy(y_hat, y))
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        new = update_parameters(theta, grads, eta)
        theta = Parameters(new[0], theta[1])
        t += 1
    return theta, losses
