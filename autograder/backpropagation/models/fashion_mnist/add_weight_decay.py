"""The error model of weight decay."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

SQUARE = "Differentiate λ/2 w² by w. Which factors are left?"
WHOSE = "Whose squares stand in the penalty?"

ADD_WEIGHT_DECAY = model(
    """
    def add_weight_decay(theta, grads, decay):
        W, b = theta
        L = len(W) - 1
        new_W = [None] + [{weights} for k in range(1, L + 1)]
        new_b = [None] + [{biases} for k in range(1, L + 1)]
        {result}
    """,
    weights=slot(
        "grads[0][k] + decay * W[k]",
        SQUARE,
        factor_two=wrong("grads[0][k] + 2 * decay * W[k]", "2λW: the penalty is taken without its ½", SQUARE),
        factor_half=wrong("grads[0][k] + decay / 2 * W[k]", "λ/2 W: the 2 of the square is forgotten", SQUARE),
        sign=wrong("grads[0][k] - decay * W[k]", "−λW: large weights are rewarded", "Should W shrink, or grow?"),
        shrinks_the_gradient=wrong(
            "(1 - decay) * grads[0][k]", "the gradient shrinks, not the weights", "What is multiplied by λ?"
        ),
        scales_the_gradient=wrong(
            "grads[0][k] + decay * grads[0][k]", "λ times the gradient is added, not λW", "What is multiplied by λ?"
        ),
        of_the_square=wrong(
            "grads[0][k] + decay / 2 * W[k] ** 2", "λ/2 W² is added: the penalty and not its derivative", SQUARE
        ),
        of_the_sign=wrong(
            "grads[0][k] + decay * np.sign(W[k])", "λ sign(W): the derivative of |W|", "Is the penalty a square?"
        ),
        without_decay=wrong("grads[0][k] + W[k]", "λ is missing", "What does λ do in yours?"),
        of_the_first_layer=wrong(
            "grads[0][k] + (k == 1) * decay * W[k]",
            "only the first layer decays",
            "Over which k is the sum?",
            evident=True,
        ),
        but_the_last=wrong(
            "grads[0][k] + (k < L) * decay * W[k]",
            "the last layer does not decay",
            "Where does your loop end?",
            evident=True,
        ),
        but_the_first=wrong(
            "grads[0][k] + (k > 1) * decay * W[k]",
            "the first layer does not decay",
            "Where does your loop begin?",
            evident=True,
        ),
        of_the_mean=wrong(
            "grads[0][k] + decay * W[k].mean()", "λ times the mean of W", "Each entry by itself.", cost=1.5
        ),
        over_the_size=wrong(
            "grads[0][k] + decay * W[k] / W[k].size", "λW over the number of entries", "Is it a sum, or a mean?"
        ),
        nothing=wrong("grads[0][k].copy()", "no decay at all", "Where does λ come in?", evident=True),
    ),
    biases=slot(
        "grads[1][k].copy()",
        WHOSE,
        decay_too=wrong("grads[1][k] + decay * b[k]", "the biases decay, too", WHOSE),
        are_lost=wrong("np.zeros_like(grads[1][k])", "the biases' gradients are 0", "What is ∇b of the penalty alone?"),
    ),
    result=slot(
        "return Parameters(new_W, new_b)",
        "Of what structure is a gradient?",
        weights_alone=wrong("return new_W", "the weights' gradients alone", "What belongs to ∇θ besides?"),
        is_the_step=wrong(
            "return Parameters([None] + [W[k] - new_W[k] for k in range(1, L + 1)], new_b)",
            "the weights after a step, not the gradient",
            "You are asked for a gradient. Who takes the step?",
            cost=1.5,
        ),
    ),
    wholes={
        "in_place": wrong(
            """
            def add_weight_decay(theta, grads, decay):
                for k in range(1, len(theta[0])):
                    grads[0][k] += decay * theta[0][k]
                return Parameters(*grads)
            """,
            "right values, but the caller's gradients are overwritten",
            "Right numbers, and the caller's gradients are changed.",
            seen=44,
            shows="changed_input",
        ),
    },
)
