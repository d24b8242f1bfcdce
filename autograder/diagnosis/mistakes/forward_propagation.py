"""Mistakes in notebook 03: initialising the parameters, and the forward pass."""

from autograder.diagnosis.names import Parameters, logistic, np, softmax
from autograder.diagnosis.registry import mistake


@mistake(
    "initialize_parameters",
    effect="every weight is 0: all units of a layer stay the same for ever",
    hint="With equal weights all units of a layer compute the same, and learn the same. What breaks the symmetry?",
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
    general="shape",
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


@mistake(
    "forward_propagation",
    effect="every layer reads X",
    hint="Layer 2 reads the layer below it. What does yours read?",
    general="raised",
    seen=2,
)
def forward_reads_x_in_every_layer(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ X)
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="W * h, entry by entry",
    hint="`*` multiplies entry by entry. The slide's W_k h_{k−1} is a matrix product.",
    general="raised",
    seen=1,
)
def forward_multiplies_entrywise(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] * h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])


@mistake("forward_propagation", effect="no bias", hint="Set W to 0: what should a_k be then?")
def forward_without_bias(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="O(g(a_L)): the hidden activation at the output too",
    hint="The slide treats layer L apart, after the loop. What happens to a_L in yours before O?",
    seen=8,
)
def forward_activates_the_output(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        h.append(g(a[k]))
    return h[:L], a, O(h[L])


@mistake("forward_propagation", effect="ŷ is a_L: O is not applied", hint="ŷ = O(a_L). Where is O in your code?")
def forward_without_output_function(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a, a[L].copy()


@mistake(
    "forward_propagation",
    effect="h_k is a_k: a linear network",
    hint="Without g all the layers together are one linear map. Where should it stand?",
)
def forward_without_activation(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(a[k].copy())
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="always the logistic, whatever g is given",
    hint="With another g nothing changes. Which function does your loop call?",
    seen=36,
)
def forward_always_logistic(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(logistic(a[k]))
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="always softmax, whatever O is given",
    hint="With another O nothing changes. Which function do you call at the end?",
    seen=36,
)
def forward_always_softmax(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a, softmax(a[L])


@mistake(
    "forward_propagation",
    effect="a holds the activations: g has overwritten the pre-activations",
    hint="Back propagation needs g′(a_k), so a_k must survive. What does your a[k] hold in the end?",
    seen=13,
)
def forward_overwrites_preactivations(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            a[k][...] = g(a[k])
            h.append(a[k])
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="a_1 at index 0",
    hint="a[k] should be a_k. What stands at index 0, where there is no a_0?",
    general="wrong_length",
    seen=27,
)
def forward_counts_a_from_zero(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a[1:], O(a[L])


@mistake(
    "forward_propagation",
    effect="g(W h) + b: the bias comes after the activation",
    hint="Where does the slide add b_k: before g, or after?",
)
def forward_adds_bias_late(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]) + theta[1][k])
    return h, a, O(a[L] + theta[1][L])


@mistake(
    "forward_propagation",
    effect="the last layer is left out",
    hint="How often does your loop run, and which layer comes after it?",
    general="wrong_length",
)
def forward_stops_early(theta, X, g, O):
    L = len(theta[0]) - 2
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="the caller's X is centred in place",
    hint="After the call X had changed. Which line writes into it?",
    general="changed_inputs",
    seen=44,
)
def forward_centres_x(theta, X, g, O):
    X -= X.mean(axis=1, keepdims=True)
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1])
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="the bias counts twice",
    hint="Set W to 0: a_k should be b_k. Yours is larger.",
)
def forward_adds_bias_twice(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + theta[0][k] @ h[k - 1] + theta[1][k])
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])


@mistake(
    "forward_propagation",
    effect="exactly two layers, however many there are",
    hint="Your code names W[1] and W[2]. What of a network with three layers?",
    general="wrong_length",
    seen=28,
)
def forward_of_two_layers(theta, X, g, O):
    W, b = theta
    a_1 = b[1] + W[1] @ X
    h_1 = g(a_1)
    a_2 = b[2] + W[2] @ h_1
    return [X, h_1], [None, a_1, a_2], O(a_2)
