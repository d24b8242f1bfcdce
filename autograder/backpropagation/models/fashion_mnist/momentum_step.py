"""The error model of the momentum step."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong
from autograder.backpropagation.models.fashion_mnist.questions import BETA, BOTH, CLIMBS, HOW_OFTEN, MEMORY, MEMORY_SIGN

MOMENTUM_STEP = model(
    """
    from lab.optimizers import each

    def momentum_step(theta, gradient, state, eta, beta=0.9):
        old = {old}
        grads = gradient(theta)
        u = each(lambda u, g: {average}, old, grads)
        new = each(lambda w, u, v, g: {step}, theta, u, old, grads)
        {result}
    """,
    old=slot(
        "each(np.zeros_like, theta) if state is None else state",
        "What is u at the first step, and what at the second?",
        without_memory=wrong(
            "each(np.zeros_like, theta)", "u does not remember: it starts from 0 at every step", MEMORY, seen=42
        ),
        starts_from_ones=wrong("each(np.ones_like, theta) if state is None else state", "u starts from 1", cost=1.5),
        starts_from_theta=wrong("theta if state is None else state", "u starts from θ", cost=1.5),
        starts_from_the_gradient=wrong(
            "gradient(theta) if state is None else state",
            "u starts from the gradient",
            "What is u before the first step?",
        ),
    ),
    average=slot(
        "beta * u + eta * g",
        "Compare with the formula of u, factor by factor.",
        averaged=wrong(
            "beta * u + (1 - beta) * eta * g",
            "(1 − β) besides η",
            "Your first step is ten times too small. Compare with the formula, factor by factor.",
        ),
        averaged_without_eta=wrong(
            "beta * u + (1 - beta) * g", "(1 − β) instead of η", "Which factor stands before the gradient?"
        ),
        without_eta=wrong("beta * u + g", "η is missing", "What does η do to your step?"),
        without_decay=wrong("u + eta * g", "β is ignored: u only grows", BETA),
        ignores_beta=wrong("0.5 * u + eta * g", "β is always ½", BETA, seen=37),
        beta_of_nine_tenths=wrong("0.9 * u + eta * g", "β is always 0.9", BETA, seen=37),
        sign_of_momentum=wrong("-beta * u + eta * g", "βu is subtracted", "Which sign stands before βu?"),
        sign_of_gradient=wrong("beta * u - eta * g", "uphill", CLIMBS),
        beta_before_gradient=wrong(
            "u + beta * eta * g", "β stands before the gradient, not before u", "Before which of the two stands β?"
        ),
        eta_before_both=wrong("eta * (beta * u + g)", "η stands before both terms", HOW_OFTEN),
        complement_before_u=wrong("(1 - beta) * u + eta * g", "(1 − β) before u", "Which factor stands before u?"),
    ),
    step=slot(
        "w - u",
        "How do you get from u to the new θ?",
        uphill=wrong("w + u", "uphill", CLIMBS, seen=40),
        eta_twice=wrong("w - eta * u", "η twice", HOW_OFTEN),
        steps_before_it_learns=wrong(
            "w - v",
            "each step uses the u of the step before",
            "Your first step does nothing. Which comes first, the new u or the step?",
        ),
        gradient_besides=wrong(
            "w - u - eta * g", "the gradient is subtracted once more", "How often does the gradient come in?"
        ),
        memory_uphill=wrong(
            "w + beta * u - eta * g", "the memory pushes uphill: it comes in with the other sign", MEMORY_SIGN
        ),
        memory_besides=wrong(
            "w - beta * u - eta * g", "the new u comes in with β, and the gradient once more", "What is taken off θ?"
        ),
        is_the_step=wrong("u", "the step instead of the new θ", "You return how far to go, not where you are then."),
        is_minus_the_step=wrong("-u", "−u instead of the new θ", "You return how far to go, not where you are then."),
        stays=wrong("w.copy()", "θ stays as it was", "Is what you compute what you return?", evident=True),
    ),
    result=slot(
        "return new, u",
        "What must the next step remember?",
        remembers_the_gradient=wrong(
            "return new, grads",
            "the gradient is kept instead of u",
            "Your second step remembers the wrong thing. What is u after the first?",
        ),
        remembers_theta=wrong(
            "return new, new", "θ is kept instead of u", "Your second step remembers the wrong thing."
        ),
        forgets_the_biases=wrong(
            "return new, type(u)(u[0], each(np.zeros_like, u)[1])", "the biases' u starts from 0 at every step", BOTH
        ),
        forgets_the_weights=wrong(
            "return new, type(u)(each(np.zeros_like, u)[0], u[1])",
            "the weights' u starts from 0 at every step",
            BOTH,
            cost=1.5,
        ),
    ),
    wholes={
        "in_place": wrong(
            """
            from lab.optimizers import each

            def momentum_step(theta, gradient, state, eta, beta=0.9):
                u = each(np.zeros_like, theta) if state is None else state
                u = each(lambda u, g: beta * u + eta * g, u, gradient(theta))
                for k in range(1, len(theta[0])):
                    theta[0][k] -= u[0][k]
                    theta[1][k] -= u[1][k]
                return theta, u
            """,
            "right values, but the caller's theta is overwritten",
            "Right numbers, and the caller's theta is gone.",
            seen=44,
            shows="changed_input",
        ),
    },
)
