"""The error model of the backward pass of a layer of one's own."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

SLOPE = "Differentiate by hand at a = 0. What does yours give there?"

OWN_LAYER_BACKWARD = model(
    """
    def own_layer_backward(grad_out, a, c):
        return {back}
    """,
    back=slot(
        "grad_out * logistic(a)",
        SLOPE,
        without_upstream=wrong(
            "logistic(a)", "the gradient from above is missing", "Double grad_out: what should become of your result?"
        ),
        without_slope=wrong("grad_out * np.ones_like(a)", "the slope is missing", "Does the layer do nothing at all?"),
        of_relu=wrong("grad_out * (a > 0)", "ReLU's slope", SLOPE),
        of_the_logistic=wrong(
            "grad_out * logistic_prime(a)", "the logistic's slope: differentiated once too often", SLOPE
        ),
        is_forward=wrong("grad_out * np.logaddexp(0, a)", "the function instead of its slope", SLOPE),
        of_minus_a=wrong(
            "grad_out * logistic(-a)", "logistic(−a): the sign of a is turned", "Is the slope large to the right?"
        ),
        sign=wrong("-grad_out * logistic(a)", "the wrong sign", "Does softplus rise, or fall?"),
        mean_too_early=wrong(
            "grad_out * logistic(a) / a.shape[1]",
            "1/m: the mean is taken here",
            "When is the mean over the batch taken?",
        ),
        summed=wrong(
            "np.sum(grad_out * logistic(a), axis=0, keepdims=True) + 0 * a",
            "summed over the column",
            "Which entries of what comes out does one entry of a move?",
        ),
        of_tanh=wrong("grad_out * tanh_prime(a)", "the slope of tanh", SLOPE, cost=1.5),
        at_out=wrong(
            "grad_out * logistic(np.logaddexp(0, a))", "the slope at what comes out, not at a", "Where is it taken?"
        ),
    ),
)
