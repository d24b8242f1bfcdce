"""The error model of Nesterov's step."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong
from autograder.backpropagation.models.fashion_mnist.questions import BETA, BOTH, CLIMBS, HOW_OFTEN, MEMORY, MEMORY_SIGN

AHEAD = "At which point is the gradient taken: where you are, or where the momentum would carry you?"
BEHIND = "Go on from θ along the last step, by β of it. Is that where you take the gradient, or on the other side of θ?"
HOW_FAR = "How far would the momentum alone carry you?"

NESTEROV_STEP = model(
    """
    from lab.optimizers import each

    def nesterov_step(theta, gradient, state, eta, beta=0.9):
        old = {old}
        ahead = each(lambda w, u: {ahead}, theta, old)
        grads = gradient(ahead)
        u = each(lambda u, g: {average}, old, grads)
        new = each(lambda w, u, v, g, at: {step}, theta, u, old, grads, ahead)
        {result}
    """,
    old=slot(
        "each(np.zeros_like, theta) if state is None else state",
        "What is u at the first step, and what at the second?",
        without_memory=wrong(
            "each(np.zeros_like, theta)", "u does not remember: it starts from 0 at every step", MEMORY, seen=42
        ),
        starts_from_the_gradient=wrong(
            "gradient(theta) if state is None else state",
            "u starts from the gradient",
            "What is u before the first step?",
            cost=1.5,
        ),
    ),
    ahead=slot(
        "w - beta * u",
        AHEAD,
        without_looking_ahead=wrong("w", "plain momentum: the gradient is taken at θ", AHEAD),
        looks_back=wrong(
            "w + beta * u", "the gradient is taken behind θ, by β of the last step, not ahead of it", BEHIND
        ),
        looks_too_far=wrong("w - u", "the gradient is taken a whole step ahead, without β", HOW_FAR),
        looks_by_eta=wrong("w - eta * u", "the gradient is taken η of the last step ahead, not β of it", HOW_FAR),
        looks_by_both=wrong(
            "w - eta * beta * u",
            "the gradient is taken ηβ of the last step ahead, not β of it",
            HOW_FAR,
            cost=1.5,
        ),
        looks_too_far_back=wrong(
            "w + u", "the gradient is taken behind θ, by the whole last step, not ahead of it", BEHIND, cost=1.5
        ),
        gradient_at_u=wrong("u", "the gradient is taken at u", AHEAD, cost=1.5),
    ),
    average=slot(
        "beta * u + eta * g",
        "Compare with the formula of u, factor by factor.",
        averaged=wrong(
            "beta * u + (1 - beta) * eta * g", "(1 − β) besides η", "Compare with the formula, factor by factor."
        ),
        averaged_without_eta=wrong(
            "beta * u + (1 - beta) * g", "(1 − β) instead of η", "Which factor stands before the gradient?", cost=1.5
        ),
        without_eta=wrong("beta * u + g", "η is missing", "What does η do to your step?"),
        without_decay=wrong("u + eta * g", "β is missing before u", BETA),
        ignores_beta=wrong("0.9 * u + eta * g", "β is always 0.9 in u", BETA, seen=37),
        sign_of_momentum=wrong("-beta * u + eta * g", "βu is subtracted", "Which sign stands before βu?"),
        sign_of_gradient=wrong("beta * u - eta * g", "η∇θ is subtracted from βu: uphill", CLIMBS),
        without_momentum=wrong("eta * g", "u does not remember", MEMORY),
    ),
    step=slot(
        "w - u",
        "How do you get from u to the new θ?",
        uphill=wrong("w + u", "uphill", CLIMBS, seen=40),
        steps_from_ahead=wrong(
            "at - u",
            "the step starts from the point ahead",
            "The look ahead is only for the gradient. From where do you step?",
        ),
        steps_by_gradient_from_ahead=wrong(
            "w - eta * g", "the step is the gradient's alone", "Which of the two moves θ: u, or the gradient?"
        ),
        memory_uphill=wrong(
            "w + beta * u - eta * g", "the memory pushes uphill: it comes in with the other sign", MEMORY_SIGN
        ),
        corrected_formula=wrong(
            "w - beta * u - eta * g",
            "the look ahead is part of the step: βu + η∇ with the new u",
            "That is another form of Nesterov's method. Which one does the text have?",
        ),
        eta_twice=wrong("w - eta * u", "η twice", HOW_OFTEN),
        steps_before_it_learns=wrong(
            "w - v", "each step uses the u of the step before", "Which comes first, the new u or the step?"
        ),
        stays=wrong("w.copy()", "θ stays as it was", "Is what you compute what you return?", evident=True),
    ),
    result=slot(
        "return new, u",
        "What must the next step remember?",
        remembers_the_gradient=wrong(
            "return new, grads", "the gradient is kept instead of u", "What is u after the first step?"
        ),
        forgets_the_biases=wrong(
            "return new, type(u)(u[0], each(np.zeros_like, u)[1])", "the biases' u starts from 0 at every step", BOTH
        ),
        remembers_the_point_ahead=wrong(
            "return new, ahead", "the point ahead is kept instead of u", "What is u after the first step?", cost=1.5
        ),
    ),
)
