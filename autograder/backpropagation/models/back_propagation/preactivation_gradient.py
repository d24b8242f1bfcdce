"""The error model of the gradient with respect to a."""

from __future__ import annotations

from autograder.backpropagation.models.back_propagation.questions import COLUMN, OWN, POINT
from autograder.backpropagation.models.declare import model, slot, wrong

EACH = "Each example has pre-activations of its own. Whose slope does the second one get?"
NOTHING_CHANGES = "With another g′ nothing changes. Which function do you call?"

PREACTIVATION_GRADIENT = model(
    """
    def preactivation_gradient(grad_h, a, g_prime):
        slope = {slope}
        grad_a = {product}
        {scaled}
        return grad_a
    """,
    slope=slot(
        "g_prime(a)",
        POINT,
        of_grad_h=wrong("g_prime(grad_h)", "g′ is taken of the gradient", POINT, seen=22),
        at_zero=wrong(
            "g_prime(np.zeros_like(a))",
            "g′(0) everywhere",
            "Your slope is the same at every unit. Whose value should go into g′?",
            seen=22,
        ),
        of_tanh_a=wrong(
            "g_prime(np.tanh(a))",
            "g′ is taken at h = tanh(a) instead of a",
            "g′ takes the pre-activation. What do you give it?",
            seen=23,
        ),
        of_logistic_a=wrong(
            "g_prime(logistic(a))",
            "g′ is taken at h = logistic(a) instead of a",
            "g′ takes the pre-activation. What do you give it?",
            seen=23,
        ),
        of_relu_a=wrong(
            "g_prime(np.maximum(0, a))",
            "g′ is taken at h = relu(a) instead of a",
            "g′ takes the pre-activation.",
            seen=23,
            cost=1.5,
        ),
        twice=wrong("g_prime(g_prime(a))", "g′ of g′(a)", "How often does g′ act on a?", cost=1.5),
        always_logistic=wrong(
            "logistic_prime(a)", "always the logistic's slope, whatever g′ is given", NOTHING_CHANGES, seen=36
        ),
        always_tanh=wrong("tanh_prime(a)", "always tanh's slope, whatever g′ is given", NOTHING_CHANGES, seen=36),
        always_relu=wrong("relu_prime(a)", "always relu's slope, whatever g′ is given", NOTHING_CHANGES, seen=36),
        a_one_minus_a=wrong(
            "a * (1 - a)",
            "a(1 − a): a is taken for an activation, and the logistic's slope for g′",
            "a(1 − a) is the slope of one activation, in terms of h. What are you given?",
            seen=23,
        ),
        one_minus_a_squared=wrong(
            "1 - a**2",
            "1 − a²: a is taken for an activation, and tanh's slope for g′",
            "1 − h² is the slope of one activation, in terms of h. What are you given?",
            seen=23,
        ),
        squared=wrong(
            "g_prime(a) ** 2", "g′ twice", "How often does this layer's activation stand between the loss and a?"
        ),
        masked=wrong(
            "(g_prime(a) > 0)",
            "1 wherever the slope is positive: right for relu only",
            "For relu you are right; for a smooth activation the slope has a size, too.",
            seen=36,
            evident=True,
        ),
        times_a=wrong(
            "a",
            "times a instead of g′(a)",
            "You multiply by the pre-activation itself. What should be done to it first?",
            seen=12,
        ),
        with_a_factor_a=wrong(
            "a * g_prime(a)", "a comes in besides g′(a)", "Which factors does the slide's line have?", cost=1.5
        ),
        of_the_first=wrong("g_prime(a[:, :1])", "the slope of the first example for all", EACH, cost=1.5),
        slope_averaged=wrong(
            "g_prime(a).mean(axis=1, keepdims=True)", "the mean slope for all examples", EACH, cost=1.5
        ),
    ),
    product=slot(
        "grad_h * slope",
        "⊙ is a product, entry by entry.",
        without_g_prime=wrong(
            "grad_h.copy()",
            "g′ is missing: grad_h comes back as it was",
            "Between h and a lies the activation. What does the chain rule ask for?",
            seen=24,
            evident=True,
        ),
        added=wrong("grad_h + slope", "added instead of multiplied", "⊙ is a product, entry by entry."),
        divided=wrong(
            "grad_h / (slope + 1e-12)",
            "divided instead of multiplied",
            "A flat activation should let nothing through. Yours lets most through there.",
        ),
        matrix_product=wrong(
            "grad_h @ slope", "a matrix product", "⊙ is a product entry by entry. `@` is another one.", shows="raised"
        ),
        matrix_product_turned=wrong(
            "grad_h.T @ slope", "a matrix product", "⊙ is a product entry by entry. `@` is another one."
        ),
        matrix_product_other_way=wrong(
            "grad_h @ slope.T", "a matrix product", "⊙ is a product entry by entry. `@` is another one."
        ),
        slope_alone=wrong("slope", "the slope alone: grad_h does not enter", "Where does ∇_h come in?"),
        sign=wrong("-grad_h * slope", "the opposite sign", "Where does the minus come from?"),
        in_place=wrong(
            "np.multiply(grad_h, slope, out=grad_h)",
            "right values, but the caller's gradient is overwritten",
            "Right numbers, and the caller's grad_h is gone. Which operator writes into it?",
            seen=44,
            shows="changed_input",
        ),
    ),
    scaled=slot(
        "",
        OWN,
        divided_by_m=wrong("grad_a = grad_a / a.shape[1]", "divided by m", OWN, seen=18),
        doubled=wrong("grad_a = 2 * grad_a", "twice", "Where does the 2 come from?", cost=1.5),
        transposed=wrong("grad_a = grad_a.T", "an example a row", COLUMN, seen=29),
        averaged=wrong("grad_a = grad_a.mean(axis=1, keepdims=True)", "one column: the mean over the batch", OWN),
        summed=wrong("grad_a = grad_a.sum(axis=1, keepdims=True)", "one column: the sum over the batch", OWN),
    ),
)
