"""Known mistakes in `train` (notebook 07)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import (
    back_propagation,
    cross_entropy,
    forward_propagation,
    initialize_parameters,
    minibatches,
    np,
    relu,
    relu_prime,
    softmax,
    tanh_prime,
    update_parameters,
)


@mistake(
    "train",
    effect="the optimiser starts anew at every step",
    hint="The optimiser's memory is lost between two steps. What do you pass it the second time?",
    general="state_lost",
    seen=42,
)
def train_forgets_the_state(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state = None
    losses = []
    for _ in range(epochs):
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            seen = []

            def gradient(theta, X_batch=X_batch, y_batch=y_batch, seen=seen):
                h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
                seen.append(cross_entropy(y_hat, y_batch))
                return back_propagation(theta, h, a, y_hat, y_batch, relu_prime)

            theta, _ = step(theta, gradient, None, eta)
            losses.append(seen[0])
    return theta, losses


@mistake(
    "train",
    effect="one epoch, however many are asked for",
    hint="How many losses should there be?",
    general="wrong_steps",
    seen=37,
)
def train_for_one_epoch(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state = None
    losses = []
    for _ in range(1):
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            seen = []

            def gradient(theta, X_batch=X_batch, y_batch=y_batch, seen=seen):
                h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
                seen.append(cross_entropy(y_hat, y_batch))
                return back_propagation(theta, h, a, y_hat, y_batch, relu_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(seen[0])
    return theta, losses


@mistake(
    "train",
    effect="one batch of all examples",
    hint="How many losses should there be?",
    general="wrong_steps",
)
def train_on_everything_at_once(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state = None
    losses = []
    for _ in range(epochs):
        for X_batch, y_batch in [(X, y)]:
            seen = []

            def gradient(theta, X_batch=X_batch, y_batch=y_batch, seen=seen):
                h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
                seen.append(cross_entropy(y_hat, y_batch))
                return back_propagation(theta, h, a, y_hat, y_batch, relu_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(seen[0])
    return theta, losses


@mistake(
    "train",
    effect="one loss an epoch",
    hint="The docstring asks for a loss of every step.",
    general="wrong_losses",
)
def train_returns_a_loss_an_epoch(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state = None
    losses = []
    for _ in range(epochs):
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            seen = []

            def gradient(theta, X_batch=X_batch, y_batch=y_batch, seen=seen):
                h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
                seen.append(cross_entropy(y_hat, y_batch))
                return back_propagation(theta, h, a, y_hat, y_batch, relu_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(seen[0])
    return theta, losses[:: -(-len(y) // batch_size)]


@mistake(
    "train",
    effect="the same mini-batches in every epoch",
    hint="Are the batches of your second epoch new ones?",
    general="same_order",
)
def train_on_one_order(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    batches = list(minibatches(X, y, batch_size, rng))
    state = None
    losses = []
    for _ in range(epochs):
        for X_batch, y_batch in batches:
            seen = []

            def gradient(theta, X_batch=X_batch, y_batch=y_batch, seen=seen):
                h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
                seen.append(cross_entropy(y_hat, y_batch))
                return back_propagation(theta, h, a, y_hat, y_batch, relu_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(seen[0])
    return theta, losses


@mistake(
    "train",
    effect="η is always 0.01",
    hint="With another η nothing changes.",
    general="eta_ignored",
    seen=37,
)
def train_ignores_eta(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state = None
    losses = []
    for _ in range(epochs):
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            seen = []

            def gradient(theta, X_batch=X_batch, y_batch=y_batch, seen=seen):
                h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
                seen.append(cross_entropy(y_hat, y_batch))
                return back_propagation(theta, h, a, y_hat, y_batch, relu_prime)

            theta, state = step(theta, gradient, state, 0.01)
            losses.append(seen[0])
    return theta, losses


@mistake(
    "train",
    effect="plain gradient descent, whatever step is given",
    hint="With another optimiser nothing changes.",
    general="step_unused",
    seen=36,
)
def train_ignores_the_step(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state = None
    losses = []
    for _ in range(epochs):
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            seen = []

            def gradient(theta, X_batch=X_batch, y_batch=y_batch, seen=seen):
                h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
                seen.append(cross_entropy(y_hat, y_batch))
                return back_propagation(theta, h, a, y_hat, y_batch, relu_prime)

            theta = update_parameters(theta, gradient(theta), eta)
            losses.append(seen[0])
    return theta, losses


@mistake(
    "train",
    effect="tanh′ in a network of relu",
    hint="Which activation is inside, and whose slope do you pass on?",
    general="wrong_slope",
    seen=36,
)
def train_with_the_wrong_slope(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state = None
    losses = []
    for _ in range(epochs):
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            seen = []

            def gradient(theta, X_batch=X_batch, y_batch=y_batch, seen=seen):
                h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
                seen.append(cross_entropy(y_hat, y_batch))
                return back_propagation(theta, h, a, y_hat, y_batch, tanh_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(seen[0])
    return theta, losses


@mistake(
    "train",
    effect="new parameters at every epoch",
    hint="Your loss jumps up at the start of every epoch. What happens there?",
    general="state_lost",
)
def train_restarts_each_epoch(X, y, sizes, step, eta, epochs, batch_size, rng):
    theta = initialize_parameters(sizes, rng)
    state = None
    losses = []
    for _ in range(epochs):
        theta, state = initialize_parameters(sizes, rng), None
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            seen = []

            def gradient(theta, X_batch=X_batch, y_batch=y_batch, seen=seen):
                h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
                seen.append(cross_entropy(y_hat, y_batch))
                return back_propagation(theta, h, a, y_hat, y_batch, relu_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(seen[0])
    return theta, losses


@mistake(
    "train",
    effect="the same training whatever rng is given",
    hint="Two different generators gave the same training. Which one do you draw from?",
    general="same_start",
)
def train_ignores_rng(X, y, sizes, step, eta, epochs, batch_size, rng):
    rng = np.random.default_rng(0)
    theta = initialize_parameters(sizes, rng)
    state = None
    losses = []
    for _ in range(epochs):
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            seen = []

            def gradient(theta, X_batch=X_batch, y_batch=y_batch, seen=seen):
                h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
                seen.append(cross_entropy(y_hat, y_batch))
                return back_propagation(theta, h, a, y_hat, y_batch, relu_prime)

            theta, state = step(theta, gradient, state, eta)
            losses.append(seen[0])
    return theta, losses
