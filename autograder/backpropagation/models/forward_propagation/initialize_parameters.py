"""The error model of the initial parameters."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong
from autograder.backpropagation.models.forward_propagation.questions import UPRIGHT

SYMMETRY = "With equal weights all units of a layer compute the same, and learn the same. What breaks the symmetry?"
SIZE = "A unit adds up n_{k−1} terms. How does the spread of that sum grow, and what keeps it near 1?"
GENERATOR = "Two different generators gave the same weights. Which generator do you draw from?"

INITIALIZE_PARAMETERS = model(
    """
    def initialize_parameters(sizes, rng):
        {source}
        W, b = [None], [None]
        for k in range(1, {end}):
            n, below = sizes[k], sizes[k - 1]
            W.append({draw} * {spread})
            b.append({bias})
        {result}
    """,
    source=slot(
        "",
        GENERATOR,
        ignores_rng=wrong(
            "rng = np.random.default_rng(0)", "the same numbers whatever rng is given", GENERATOR, shows="same_start"
        ),
        draws_from_its_own=wrong(
            "rng = np.random.default_rng()",
            "other numbers each time, whatever rng is given",
            "The same generator gave two networks. Which generator do you draw from?",
            shows="not_repeatable",
        ),
    ),
    end=slot(
        "len(sizes)",
        "How many layers does a network of four sizes have? Count the arrows, not the columns.",
        without_the_last_layer=wrong("len(sizes) - 1", "the last layer is missing"),
    ),
    draw=slot(
        "rng.standard_normal((n, below))",
        "From which distribution do you draw, and of which shape?",
        with_zeros=wrong(
            "np.zeros((n, below))",
            "every weight is 0: all units of a layer stay the same for ever",
            SYMMETRY,
            seen=46,
            shows="not_random",
        ),
        with_ones=wrong(
            "np.ones((n, below))",
            "every weight is the same: all units of a layer stay the same for ever",
            SYMMETRY,
            shows="not_random",
        ),
        with_positive_weights=wrong(
            "rng.random((n, below))",
            "weights between 0 and 1: their mean is ½",
            "All your weights are positive. Their mean should be 0.",
            seen=46,
            shows="not_centred",
        ),
        with_absolute_weights=wrong(
            "np.abs(rng.standard_normal((n, below)))",
            "the weights have lost their sign",
            "All your weights are positive. Their mean should be 0.",
            cost=1.5,
            shows="not_centred",
        ),
        equal_units=wrong(
            "np.tile(rng.standard_normal((1, below)), (n, 1))",
            "all units of a layer have the same weights",
            "All rows of your W_k are equal, so all units of the layer are one unit. What should differ?",
            shows="not_random",
        ),
        transposed=wrong(
            "rng.standard_normal((below, n))",
            "W_k is (n_{k−1}, n_k)",
            "W_k multiplies h_{k−1} from the left. How many columns does it need?",
        ),
    ),
    spread=slot(
        "1 / np.sqrt(below)",
        SIZE,
        with_spread_one=wrong("1", "spread 1, whatever the layer's width", SIZE, shows="wrong_spread"),
        too_small=wrong(
            "0.001",
            "spread 0.001, whatever the layer's width",
            "With weights this small the signal dies after a few layers. Which spread keeps its size?",
            shows="wrong_spread",
        ),
        one_hundredth=wrong(
            "0.01",
            "spread 0.01, whatever the layer's width",
            "With weights this small the signal dies after a few layers. Which spread keeps its size?",
            shows="wrong_spread",
        ),
        divided_by_n=wrong(
            "1 / below",
            "spread 1/n instead of 1/√n",
            "The variance should be about 1/n_{k−1}. You have given that value to the spread itself.",
            shows="wrong_spread",
        ),
        multiplied_by_root=wrong(
            "np.sqrt(below)",
            "spread √n instead of 1/√n",
            "The spread should fall as more inputs come in. Yours grows.",
            shows="wrong_spread",
        ),
        multiplied_by_n=wrong(
            "below",
            "spread n instead of 1/√n",
            "The spread should fall as more inputs come in.",
            cost=2,
            shows="wrong_spread",
        ),
    ),
    bias=slot(
        "np.zeros((n, 1))",
        "What do we start the biases with, and which shape has b_k?",
        flat_biases=wrong(
            "np.zeros(n)",
            "b_k is (n_k,): added to a batch, it runs along the wrong axis",
            "b_k is added to every column of a batch. What happens to a one-dimensional b when n_k = m?",
            seen=3,
        ),
        row_biases=wrong("np.zeros((1, n))", "b_k is a row, (1, n_k)", UPRIGHT, seen=4),
        biases_for_the_layer_below=wrong("np.zeros((below, 1))", "b_k is (n_{k−1}, 1)", "How many units has layer k?"),
        random_biases=wrong(
            "rng.standard_normal((n, 1))",
            "biases drawn at random",
            "The weights already break the symmetry. What do we start the biases with?",
            shows="biases_not_zero",
        ),
        biases_of_one=wrong(
            "np.ones((n, 1))", "biases of 1", "What do we start the biases with?", shows="biases_not_zero"
        ),
        number_for_bias=wrong("0.0", "b_k is one number", "How many biases has layer k?"),
    ),
    result=slot(
        "return Parameters(W, b)",
        "The lecture counts layers from 1, so that W[1] is W_1. What stands at index 0?",
        from_index_zero=wrong("return Parameters(W[1:], b[1:])", "W_1 at index 0", seen=27),
        biases_first=wrong("return Parameters(b, W)", "b comes first", "In which order does Parameters take the two?"),
        weights_alone=wrong("return W", "the biases are not returned", "What does the docstring's last line promise?"),
    ),
)
