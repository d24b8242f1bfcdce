"""The error model of one update."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

DOWNHILL = "The gradient points uphill. Which way do you go?"
TWO_LINES = "Weights and biases take the same step. Compare your two lines."
ETA = "With another η nothing changes. What does η do to your step?"

UPDATE_PARAMETERS = model(
    """
    def update_parameters(theta, grads, eta):
        L = len(theta[0]) - 1
        W, b = [None], [None]
        for k in range(1, L + 1):
            {gradient}
            W.append({weights})
            b.append({biases})
        {result}
    """,
    gradient=slot(
        "step_W, step_b = eta * grads[0][k], eta * grads[1][k]",
        "How long is your step, and which way does it go?",
        uphill=wrong("step_W, step_b = -eta * grads[0][k], -eta * grads[1][k]", "θ + η∇θ: uphill", DOWNHILL, seen=40),
        without_eta=wrong("step_W, step_b = grads[0][k], grads[1][k]", "a step of the whole gradient, whatever η", ETA),
        with_eta_squared=wrong(
            "step_W, step_b = eta**2 * grads[0][k], eta**2 * grads[1][k]",
            "η twice",
            "With η = ½ your step is half of what it should be. How often does η come in?",
        ),
        divided_by_eta=wrong(
            "step_W, step_b = grads[0][k] / eta, grads[1][k] / eta",
            "divided by η",
            "A larger η: a longer step, or a shorter one?",
        ),
        eta_ignored=wrong("step_W, step_b = 0.01 * grads[0][k], 0.01 * grads[1][k]", "η is always 0.01", ETA, seen=37),
        biases_twice=wrong(
            "step_W, step_b = eta * grads[0][k], 2 * eta * grads[1][k]", "the biases' step is taken twice", TWO_LINES
        ),
        weights_twice=wrong(
            "step_W, step_b = 2 * eta * grads[0][k], eta * grads[1][k]",
            "the weights' step is taken twice",
            TWO_LINES,
            cost=1.5,
        ),
        twice=wrong(
            "step_W, step_b = 2 * eta * grads[0][k], 2 * eta * grads[1][k]",
            "twice the step",
            "Where does the 2 come from?",
        ),
        eta_of_a_tenth=wrong("step_W, step_b = 0.1 * grads[0][k], 0.1 * grads[1][k]", "η is always 0.1", ETA, seen=37),
        of_all_but_the_last=wrong(
            "step_W, step_b = (k < L) * eta * grads[0][k], (k < L) * eta * grads[1][k]",
            "the last layer stays as it is",
            "Where does your loop end?",
            seen=27,
            evident=True,
        ),
        of_all_but_the_first=wrong(
            "step_W, step_b = (k > 1) * eta * grads[0][k], (k > 1) * eta * grads[1][k]",
            "the first layer stays as it is",
            "Where does your loop begin?",
            seen=27,
            evident=True,
        ),
        of_nothing=wrong(
            "step_W, step_b = 0 * grads[0][k], 0 * grads[1][k]",
            "θ stays as it was",
            "Is what you compute what you return?",
            evident=True,
        ),
        normalised=wrong(
            "step_W = eta * grads[0][k] / np.linalg.norm(grads[0][k])\n"
            "step_b = eta * grads[1][k] / np.linalg.norm(grads[1][k])",
            "every gradient is scaled to length 1",
            "Double the gradient: your step stays as it was.",
        ),
        signs_only=wrong(
            "step_W, step_b = eta * np.sign(grads[0][k]), eta * np.sign(grads[1][k])",
            "only the gradient's sign counts",
            "Double the gradient: your step stays as it was.",
            cost=1.5,
        ),
        averaged_bias=wrong(
            "step_W, step_b = eta * grads[0][k], eta * grads[1][k].mean()",
            "every bias of a layer moves by the same",
            "How many numbers has ∇_{b_k}?",
            cost=1.5,
        ),
        gradient_of_first_layer=wrong(
            "step_W, step_b = eta * grads[0][1], eta * grads[1][1]",
            "the first layer's gradient for all",
            seen=27,
            shows="raised",
        ),
    ),
    weights=slot(
        "theta[0][k] - step_W",
        "What happens to W_k?",
        of_biases_only=wrong("theta[0][k].copy()", "the weights stay as they are", seen=27, evident=True),
        weights_uphill=wrong(
            "theta[0][k] + step_W", "the weights go uphill", "Compare the signs of your two lines.", seen=40
        ),
        shrinks_theta=wrong(
            "0.99 * theta[0][k] - step_W",
            "the weights shrink besides",
            "With a gradient of 0 your weights still change. What else acts on them?",
            seen=41,
        ),
        shrinks_with_eta=wrong(
            "theta[0][k] * (1 - eta) - step_W",
            "the weights shrink by η besides",
            "With a gradient of 0 your weights still change. What else acts on them?",
            seen=41,
        ),
        weights_are_the_step=wrong(
            "step_W", "the step instead of the new weights", "You return how far to go, not where you are then."
        ),
        weights_multiplied=wrong(
            "theta[0][k] * step_W", "multiplied by the step", "What stands between θ and η∇θ?", cost=1.5
        ),
        weights_without_eta=wrong(
            "theta[0][k] - grads[0][k]", "η is missing for the weights", "Compare your two lines."
        ),
    ),
    biases=slot(
        "theta[1][k] - step_b",
        "What happens to b_k?",
        of_weights_only=wrong("theta[1][k].copy()", "the biases stay as they are", seen=33, evident=True),
        biases_uphill=wrong(
            "theta[1][k] + step_b", "the biases go uphill", "Compare the signs of your two lines.", seen=32
        ),
        biases_are_the_step=wrong(
            "step_b", "the step instead of the new biases", "You return how far to go, not where you are then."
        ),
        biases_without_eta=wrong("theta[1][k] - grads[1][k]", "η is missing for the biases", "Compare your two lines."),
        biases_flat=wrong(
            "(theta[1][k] - step_b).ravel()", "every b_k is (n_k,)", "Which shape has b_k?", seen=3, cost=1.5
        ),
        biases_from_weights=wrong(
            "theta[1][k] - eta * grads[0][k].sum(axis=1, keepdims=True)",
            "the biases move by the weights' gradient",
            "Which gradient belongs to b_k?",
            cost=1.5,
        ),
    ),
    result=slot(
        "return Parameters(W, b)",
        "What do you return, and what stands at index 0?",
        returns_the_step=wrong(
            "return Parameters([None, *(eta * g for g in grads[0][1:])], [None, *(eta * g for g in grads[1][1:])])",
            "the step instead of the new parameters",
            "You return how far to go, not where you are then.",
        ),
        returns_minus_the_step=wrong(
            "return Parameters([None, *(-eta * g for g in grads[0][1:])], [None, *(-eta * g for g in grads[1][1:])])",
            "−η∇θ instead of the new parameters",
            "You return how far to go, not where you are then.",
        ),
        without_index_0=wrong(
            "return Parameters(W[1:], b[1:])", "W_1 at index 0", "W[1] should be W_1. What stands at index 0?", seen=27
        ),
        zero_at_index_0=wrong(
            "return Parameters([0] + W[1:], [0] + b[1:])",
            "0 instead of None at index 0",
            "What stands at index 0?",
            cost=1.5,
        ),
        biases_first=wrong("return Parameters(b, W)", "b comes first", "In which order does Parameters take the two?"),
        weights_alone=wrong("return W", "the biases are not returned", "What does the docstring's last line promise?"),
    ),
    wholes={
        "in_place": wrong(
            """
            def update_parameters(theta, grads, eta):
                for k in range(1, len(theta[0])):
                    theta[0][k] -= eta * grads[0][k]
                    theta[1][k] -= eta * grads[1][k]
                return theta
            """,
            "right values, but the caller's theta is overwritten",
            "Right numbers, and the caller's theta is gone. Which operator writes into it?",
            seen=44,
            shows="changed_input",
        ),
        "of_whole_lists": wrong(
            """
            def update_parameters(theta, grads, eta):
                W = np.subtract(theta[0][1:], np.multiply(eta, grads[0][1:]))
                b = np.subtract(theta[1][1:], np.multiply(eta, grads[1][1:]))
                return Parameters([None, *W], [None, *b])
            """,
            "an error: the whole lists are taken for arrays",
            "NumPy can't make one array of tensors of different shapes. Can you take them one by one?",
            seen=47,
            shows="raised",
        ),
    },
)
