"""The error model of the forward pass of a layer of one's own."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

ENDS = "What does your function give far to the left and far to the right? What should it?"

OWN_LAYER_FORWARD = model(
    """
    def own_layer_forward(a, c):
        return {out}
    """,
    out=slot(
        "np.logaddexp(0, a)",
        ENDS,
        overflows=wrong(
            "np.log(1 + np.exp(a))",
            "right for small a only: e^a overflows",
            "What is e to the 1000?",
            shows="not_finite",
        ),
        is_relu=wrong("np.maximum(0, a)", "ReLU: the corner is not rounded", ENDS),
        is_logistic=wrong("logistic(a)", "the slope instead of the function", ENDS),
        base_2=wrong("np.logaddexp(0, a) / np.log(2)", "the logarithm to base 2", "Which logarithm is ln?"),
        base_10=wrong("np.logaddexp(0, a) / np.log(10)", "the logarithm to base 10", "Which logarithm is ln?"),
        without_the_one=wrong("np.asarray(a) * 1.0", "ln e^a, which is a: the 1 is missing", "What stands beside e^a?"),
        of_minus_a=wrong("np.logaddexp(0, -a)", "the sign of a is turned", "Which sign has the exponent?"),
        summed=wrong(
            "np.sum(np.logaddexp(0, a), axis=0, keepdims=True)", "summed over the column", "What shape comes out?"
        ),
        of_the_column=wrong(
            "np.log(1 + np.sum(np.exp(np.minimum(a, 700)), axis=0, keepdims=True)) + 0 * a",
            "the exponentials of a column are summed",
            "Each entry by itself, or all of a column?",
            cost=1.5,
        ),
        squared=wrong("np.logaddexp(0, a) ** 2", "squared", ENDS, cost=2),
    ),
)
