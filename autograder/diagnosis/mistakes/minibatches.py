"""Known mistakes in `minibatches` (notebook 07)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "minibatches",
    effect="the last, smaller batch is dropped",
    hint="How many examples do your batches hold together?",
    general="rest_dropped",
    seen=45,
)
def minibatches_drop_the_rest(X, y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for i in range(X.shape[1] // batch_size):
        chosen = order[i * batch_size : (i + 1) * batch_size]
        yield X[:, chosen], y[chosen]


@mistake(
    "minibatches",
    effect="always in the order of the data",
    hint="Two different generators gave the same batches. Where do you use rng?",
    general="same_order",
)
def minibatches_in_order(X, y, batch_size, rng):
    for start in range(0, X.shape[1], batch_size):
        yield X[:, start : start + batch_size].copy(), y[start : start + batch_size].copy()


@mistake(
    "minibatches",
    effect="the images are shuffled and the labels are not",
    hint="Does every image still have its own label?",
    general="labels_lost",
)
def minibatches_lose_the_labels(X, y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        yield X[:, order[start : start + batch_size]], y[start : start + batch_size].copy()


@mistake(
    "minibatches",
    effect="some examples twice, others never",
    hint="An epoch sees every example once. How do you draw?",
    general="repeats",
)
def minibatches_with_repeats(X, y, batch_size, rng):
    order = rng.integers(0, X.shape[1], X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        chosen = order[start : start + batch_size]
        yield X[:, chosen], y[chosen]


@mistake("minibatches", effect="an example a row", hint="One example is one column.", general="transposed")
def minibatches_in_rows(X, y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        chosen = order[start : start + batch_size]
        yield X[:, chosen].T, y[chosen]


@mistake(
    "minibatches",
    effect="the caller's data are shuffled in place",
    hint="After the call X had changed. `shuffle` works in place.",
    general="changed_input",
    seen=44,
)
def minibatches_shuffle_the_callers_data(X, y, batch_size, rng):
    seed = int(rng.integers(2**31))
    np.random.default_rng(seed).shuffle(X, axis=1)
    np.random.default_rng(seed).shuffle(y)
    for start in range(0, X.shape[1], batch_size):
        yield X[:, start : start + batch_size].copy(), y[start : start + batch_size].copy()


@mistake(
    "minibatches",
    effect="always 64 a batch",
    hint="With another batch_size nothing changes.",
    general="batch_sizes",
    seen=37,
)
def minibatches_of_sixty_four(X, y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], 64):
        chosen = order[start : start + 64]
        yield X[:, chosen], y[chosen]


@mistake(
    "minibatches",
    effect="the same order every time",
    hint="Two different generators gave the same batches. Which one do you draw from?",
    general="same_order",
)
def minibatches_always_the_same_order(X, y, batch_size, rng):
    order = np.random.default_rng(0).permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        chosen = order[start : start + batch_size]
        yield X[:, chosen], y[chosen]


@mistake(
    "minibatches",
    effect="the last batch is filled up with examples already seen",
    hint="How many examples do your batches hold together?",
    general="batch_sizes",
    seen=45,
)
def minibatches_fill_the_last(X, y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        chosen = np.take(order, range(start, start + batch_size), mode="wrap")
        yield X[:, chosen], y[chosen]


@mistake(
    "minibatches",
    effect="one batch only",
    hint="An epoch goes through all examples.",
    general="batch_sizes",
)
def minibatches_only_the_first(X, y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    chosen = order[:batch_size]
    return [(X[:, chosen], y[chosen])]
