"""Known mistakes in `initialize_parameters` (notebook 03)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import Parameters, np


@mistake(
    "initialize_parameters",
    effect="every weight is 0: all units of a layer stay the same for ever",
    hint="With equal weights all units of a layer compute the same, and learn the same. What breaks the symmetry?",
    general="not_random",
    seen=46,
)
def initialize_with_zeros(sizes, rng):
    return Parameters(
        [None, *(np.zeros((n, below)) for below, n in zip(sizes, sizes[1:], strict=False))],
        [None, *(np.zeros((n, 1)) for n in sizes[1:])],
    )


@mistake(
    "initialize_parameters",
    effect="weights between 0 and 1: their mean is ½",
    hint="All your weights are positive. Their mean should be 0.",
    general="not_centred",
    seen=46,
)
def initialize_with_positive_weights(sizes, rng):
    return Parameters(
        [None, *(rng.random((n, below)) / np.sqrt(below) for below, n in zip(sizes, sizes[1:], strict=False))],
        [None, *(np.zeros((n, 1)) for n in sizes[1:])],
    )


@mistake(
    "initialize_parameters",
    effect="spread 1, whatever the layer's width",
    hint="A unit adds up n_{k−1} terms. How does the spread of that sum grow, and what keeps it near 1?",
    general="wrong_spread",
)
def initialize_with_spread_one(sizes, rng):
    return Parameters(
        [None, *(rng.standard_normal((n, below)) for below, n in zip(sizes, sizes[1:], strict=False))],
        [None, *(np.zeros((n, 1)) for n in sizes[1:])],
    )


@mistake(
    "initialize_parameters",
    effect="spread 0.001, whatever the layer's width",
    hint="With weights this small the signal dies after a few layers. Which spread keeps its size?",
    general="wrong_spread",
)
def initialize_too_small(sizes, rng):
    return Parameters(
        [None, *(0.001 * rng.standard_normal((n, below)) for below, n in zip(sizes, sizes[1:], strict=False))],
        [None, *(np.zeros((n, 1)) for n in sizes[1:])],
    )


@mistake(
    "initialize_parameters",
    effect="spread 1/n instead of 1/√n",
    hint="The variance should be about 1/n_{k−1}. You have given that value to the spread itself.",
    general="wrong_spread",
)
def initialize_divided_by_n(sizes, rng):
    return Parameters(
        [None, *(rng.standard_normal((n, below)) / below for below, n in zip(sizes, sizes[1:], strict=False))],
        [None, *(np.zeros((n, 1)) for n in sizes[1:])],
    )


@mistake(
    "initialize_parameters",
    effect="W_k is (n_{k−1}, n_k)",
    hint="W_k multiplies h_{k−1} from the left. How many columns does it need?",
    general="transposed",
)
def initialize_transposed(sizes, rng):
    return Parameters(
        [None, *(rng.standard_normal((below, n)) / np.sqrt(below) for below, n in zip(sizes, sizes[1:], strict=False))],
        [None, *(np.zeros((n, 1)) for n in sizes[1:])],
    )


@mistake(
    "initialize_parameters",
    effect="b_k is (n_k,): added to a batch, it runs along the wrong axis",
    hint="b_k is added to every column of a batch. What happens to a one-dimensional b when n_k = m?",
    general="flat",
    seen=3,
)
def initialize_flat_biases(sizes, rng):
    return Parameters(
        [None, *(rng.standard_normal((n, below)) / np.sqrt(below) for below, n in zip(sizes, sizes[1:], strict=False))],
        [None, *(np.zeros(n) for n in sizes[1:])],
    )


@mistake(
    "initialize_parameters",
    effect="b_k is a row, (1, n_k)",
    hint="An example is a column, and b_k is added to it. Which way does your b_k lie?",
    general="transposed",
    seen=4,
)
def initialize_row_biases(sizes, rng):
    return Parameters(
        [None, *(rng.standard_normal((n, below)) / np.sqrt(below) for below, n in zip(sizes, sizes[1:], strict=False))],
        [None, *(np.zeros((1, n)) for n in sizes[1:])],
    )


@mistake(
    "initialize_parameters",
    effect="biases drawn at random",
    hint="The weights already break the symmetry. What do we start the biases with?",
    general="biases_not_zero",
)
def initialize_random_biases(sizes, rng):
    return Parameters(
        [None, *(rng.standard_normal((n, below)) / np.sqrt(below) for below, n in zip(sizes, sizes[1:], strict=False))],
        [None, *(rng.standard_normal((n, 1)) for n in sizes[1:])],
    )


@mistake(
    "initialize_parameters",
    effect="W_1 at index 0",
    hint="The lecture counts layers from 1, so that W[1] is W_1. What stands at index 0?",
    general="wrong_length",
    seen=27,
)
def initialize_from_index_zero(sizes, rng):
    return Parameters(
        [rng.standard_normal((n, below)) / np.sqrt(below) for below, n in zip(sizes, sizes[1:], strict=False)],
        [np.zeros((n, 1)) for n in sizes[1:]],
    )


@mistake(
    "initialize_parameters",
    effect="the same numbers whatever rng is given",
    hint="Two different generators gave the same weights. Which generator do you draw from?",
    general="not_random",
)
def initialize_ignores_rng(sizes, rng):
    rng = np.random.default_rng(0)
    return Parameters(
        [None, *(rng.standard_normal((n, below)) / np.sqrt(below) for below, n in zip(sizes, sizes[1:], strict=False))],
        [None, *(np.zeros((n, 1)) for n in sizes[1:])],
    )


@mistake(
    "initialize_parameters",
    effect="all units of a layer have the same weights",
    hint="All rows of your W_k are equal, so all units of the layer are one unit. What should differ?",
    general="not_random",
)
def initialize_equal_units(sizes, rng):
    return Parameters(
        [
            None,
            *(
                np.tile(rng.standard_normal((1, below)) / np.sqrt(below), (n, 1))
                for below, n in zip(sizes, sizes[1:], strict=False)
            ),
        ],
        [None, *(np.zeros((n, 1)) for n in sizes[1:])],
    )


@mistake(
    "initialize_parameters",
    effect="the last layer is missing",
    hint="How many layers does a network of four sizes have? Count the arrows, not the columns.",
    general="wrong_length",
)
def initialize_without_the_last_layer(sizes, rng):
    sizes = sizes[:-1]
    return Parameters(
        [None, *(rng.standard_normal((n, below)) / np.sqrt(below) for below, n in zip(sizes, sizes[1:], strict=False))],
        [None, *(np.zeros((n, 1)) for n in sizes[1:])],
    )
