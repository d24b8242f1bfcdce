"""The error models of notebook 07's optimizers: momentum, Nesterov, Adam."""

from __future__ import annotations

from autograder.backpropagation.models.declare import Model, model, slot, wrong

BOTH = "Weights and biases each have a u. What is kept of the two?"
CLIMBS = "Your loss climbs. Which way do you go?"
MEMORY = "Your first step is right and the second is not. What becomes of the state?"
MEMORY_SIGN = "u holds steps that are taken off θ. With which sign does the memory come in?"
BETA = "With another β nothing changes."
HOW_OFTEN = "How often does η come in?"

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
        memory_uphill=wrong("w + beta * u - eta * g", "βu is added to θ: the memory pushes uphill", MEMORY_SIGN),
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

AHEAD = "At which point is the gradient taken: where you are, or where the momentum would carry you?"

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
        looks_back=wrong("w + beta * u", "the gradient is taken at θ + βu", "The step is θ − u. Which way is ahead?"),
        looks_too_far=wrong(
            "w - u", "the gradient is taken at θ − u, without β", "How far would the momentum alone carry you?"
        ),
        looks_by_eta=wrong(
            "w - eta * u", "the gradient is taken at θ − ηu", "How far would the momentum alone carry you?"
        ),
        looks_by_both=wrong(
            "w - eta * beta * u",
            "the gradient is taken at θ − ηβu",
            "How far would the momentum alone carry you?",
            cost=1.5,
        ),
        looks_too_far_back=wrong(
            "w + u", "the gradient is taken at θ + u", "The step is θ − u. Which way is ahead?", cost=1.5
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
        memory_uphill=wrong("w + beta * u - eta * g", "βu is added to θ: the memory pushes uphill", MEMORY_SIGN),
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

T = "What is t at the first step?"
HATS = "u and v start at 0. What makes up for that in the first steps?"
WHERE_EPSILON = "For tiny gradients your step is far too small. Where does ε stand in the formula?"

ADAM_STEP = model(
    """
    from lab.optimizers import each

    def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
        zeros = each(np.zeros_like, theta)
        m, v, t = {start}
        {count}
        kept = t
        grads = gradient(theta)
        {betas}
        m = each(lambda m, g: {first}, m, grads)
        v = each(lambda v, g: {second}, v, grads)
        {powers}

        def update(w, m, v, g):
            m_hat = {m_hat}
            v_hat = {v_hat}
            return {step}

        new = each(update, theta, m, v, grads)
        {result}
    """,
    start=slot(
        "(zeros, zeros, 0) if state is None else state",
        "What are u, v and t at the first step, and what at the second?",
        without_memory=wrong(
            "(zeros, zeros, 0 if state is None else state[2])",
            "u and v start from 0 at every step",
            "Your first step is right and the second is not. What becomes of u and v?",
            seen=42,
        ),
        forgets_m=wrong(
            "(zeros, zeros, 0) if state is None else (zeros, *state[1:])",
            "u starts from 0 at every step",
            MEMORY,
            cost=1.5,
        ),
        forgets_v=wrong(
            "(zeros, zeros, 0) if state is None else (state[0], zeros, state[2])",
            "v starts from 0 at every step",
            MEMORY,
            cost=1.5,
        ),
        v_starts_from_ones=wrong(
            "(zeros, each(np.ones_like, theta), 0) if state is None else state", "v starts from 1", cost=1.5
        ),
    ),
    count=slot(
        "t = t + 1",
        T,
        corrects_as_if_first=wrong(
            "t = 1", "t stays 1", "Your first step is right and the second is not. What is t then?", seen=42
        ),
        counts_by_two=wrong("t = t + 2", "t grows by 2 a step", "How often is t counted in a step?", cost=1.5),
    ),
    betas=slot(
        "",
        "Which β belongs to which average?",
        betas_swapped=wrong(
            "beta1, beta2 = beta2, beta1",
            "β₁ and β₂ are swapped",
            "Your first step is right and the second is not. Which β belongs to which average?",
        ),
        same_beta=wrong("beta2 = beta1", "β₁ for both averages", "Which β belongs to which average?"),
        same_beta_2=wrong("beta1 = beta2", "β₂ for both averages", "Which β belongs to which average?", cost=1.5),
        ignores_betas=wrong(
            "beta1, beta2 = 0.9, 0.999", "β₁ and β₂ are always 0.9 and 0.999", "With other βs nothing changes.", seen=37
        ),
    ),
    first=slot(
        "beta1 * m + (1 - beta1) * g",
        "Compare with the formula of u, factor by factor.",
        m_without_complement=wrong("beta1 * m + g", "(1 − β₁) is missing in u"),
        m_weights_swapped=wrong("(1 - beta1) * m + beta1 * g", "β₁ and 1 − β₁ have changed places in u"),
        m_squared=wrong("beta1 * m + (1 - beta1) * g**2", "g² instead of g in u"),
        m_with_eta=wrong("beta1 * m + eta * g", "η instead of (1 − β₁) in u", cost=1.5),
        m_without_beta=wrong("m + (1 - beta1) * g", "β₁ is missing before u", cost=1.5),
        m_without_memory=wrong("g", "u is the gradient: nothing is averaged", cost=1.5),
    ),
    second=slot(
        "beta2 * v + (1 - beta2) * g**2",
        "What does v average? Compare factor by factor.",
        without_square=wrong("beta2 * v + (1 - beta2) * np.abs(g)", "|g| instead of g² in v", "What does v average?"),
        v_of_g=wrong("beta2 * v + (1 - beta2) * g", "g instead of g² in v", "What does v average?"),
        v_without_complement=wrong("beta2 * v + g**2", "(1 − β₂) is missing in v"),
        v_weights_swapped=wrong("(1 - beta2) * v + beta2 * g**2", "β₂ and 1 − β₂ have changed places in v"),
        v_complement_squared=wrong("beta2 * v + ((1 - beta2) * g) ** 2", "(1 − β₂) is squared too in v"),
        v_with_beta1=wrong(
            "beta1 * v + (1 - beta1) * g**2", "β₁ instead of β₂ in v", "Which β belongs to which average?"
        ),
        v_of_m=wrong("beta2 * v + (1 - beta2) * (g * g.mean())", "v averages a product with the mean", cost=2),
        v_of_the_sum=wrong(
            "beta2 * v + (1 - beta2) * np.sum(g**2)",
            "v holds the sum of all squares of a tensor",
            "Whose square is it?",
        ),
        v_of_the_mean=wrong(
            "beta2 * v + (1 - beta2) * np.mean(g**2)",
            "v holds the mean of all squares of a tensor",
            "Whose square is it?",
            cost=1.5,
        ),
        v_adds_up=wrong("v + g**2", "v adds up instead of averaging", cost=1.5),
        v_squared_in_memory=wrong("beta2 * v**2 + (1 - beta2) * g**2", "v is squared besides", cost=1.5),
    ),
    powers=slot(
        "",
        T,
        counts_from_zero=wrong("t = t + 1", "t is one too large", T),
        counts_too_late=wrong("t = t - 1", "t is one too small: 0/0 at the first step", T, shows="not_finite"),
    ),
    m_hat=slot(
        "m / (1 - beta1**t)",
        HATS,
        m_not_corrected=wrong("m", "u is not corrected", HATS),
        without_momentum=wrong("g", "the gradient instead of û", "Which average stands in the numerator?"),
        m_correction_without_t=wrong("m / (1 - beta1)", "the correction of u has no t", "What is t for?"),
        m_corrected_by_beta2=wrong("m / (1 - beta2**t)", "u is corrected with β₂", "Which β belongs to which average?"),
        m_correction_multiplied=wrong("m * (1 - beta1**t)", "u is multiplied by 1 − β₁ᵗ, not divided", HATS),
        m_correction_with_square=wrong("m / (1 - beta1**2)", "the correction of u has β₁² for β₁ᵗ", "What is t for?"),
    ),
    v_hat=slot(
        "v / (1 - beta2**t)",
        HATS,
        v_not_corrected=wrong("v", "v is not corrected", HATS),
        v_correction_without_t=wrong("v / (1 - beta2)", "the correction of v has no t", "What is t for?"),
        v_corrected_by_beta1=wrong("v / (1 - beta1**t)", "v is corrected with β₁", "Which β belongs to which average?"),
        v_correction_multiplied=wrong("v * (1 - beta2**t)", "v is multiplied by 1 − β₂ᵗ, not divided", HATS),
        v_correction_with_square=wrong("v / (1 - beta2**2)", "the correction of v has β₂² for β₂ᵗ", "What is t for?"),
    ),
    step=slot(
        "w - eta * m_hat / (np.sqrt(v_hat) + epsilon)",
        "Compare the last line with the formula, factor by factor.",
        without_correction=wrong(
            "w - eta * m / (np.sqrt(v) + epsilon)",
            "no bias correction: the first steps are far too large",
            HATS,
        ),
        epsilon_in_the_root=wrong(
            "w - eta * m_hat / np.sqrt(v_hat + epsilon)", "ε inside the root", WHERE_EPSILON, seen=42
        ),
        without_epsilon=wrong(
            "w - eta * m_hat / np.sqrt(v_hat)",
            "ε is missing: 0/0 where a gradient has always been 0",
            "What is ε for?",
            shows="not_finite",
        ),
        ignores_epsilon=wrong(
            "w - eta * m_hat / (np.sqrt(v_hat) + 1e-8)", "ε is always 1e-8", "With another ε nothing changes.", seen=37
        ),
        epsilon_of_1e_7=wrong(
            "w - eta * m_hat / (np.sqrt(v_hat) + 1e-7)", "ε is always 1e-7", "With another ε nothing changes.", seen=37
        ),
        without_root=wrong(
            "w - eta * m_hat / (v_hat + epsilon)",
            "v̂ instead of √v̂",
            "Double the gradients: your step should stay about as it was.",
        ),
        uphill=wrong("w + eta * m_hat / (np.sqrt(v_hat) + epsilon)", "uphill", CLIMBS, seen=40),
        without_eta=wrong("w - m_hat / (np.sqrt(v_hat) + epsilon)", "η is missing", "What does η do to your step?"),
        without_v=wrong("w - eta * m_hat", "the step is not divided by √v̂", "What is v for?"),
        m_alone=wrong("w - eta * m", "plain momentum: the step is not divided by √v̂", "What is v for?", cost=1.5),
        multiplied=wrong(
            "w - eta * m_hat * (np.sqrt(v_hat) + epsilon)",
            "multiplied by √v̂ instead of divided",
            "What is v for?",
            cost=1.5,
        ),
        root_of_both=wrong("w - eta * np.sign(m_hat)", "only the sign of û counts", cost=1.5),
        is_the_step=wrong(
            "eta * m_hat / (np.sqrt(v_hat) + epsilon)",
            "the step instead of the new θ",
            "You return how far to go, not where you are then.",
        ),
        stays=wrong("w.copy()", "θ stays as it was", "Is what you compute what you return?", evident=True),
    ),
    result=slot(
        "return new, (m, v, kept)",
        "Three things to remember between steps. Which?",
        forgets=wrong("return new, None", "None is kept: every step is the first", MEMORY, seen=42),
        remembers_hats=wrong(
            "hat = lambda x, c: each(lambda w: w / c, x)\nreturn new, (hat(m, 1 - beta1**t), hat(v, 1 - beta2**t), t)",
            "the corrected û and v̂ are kept instead of u and v",
            "Which of the two does the next step average: u, or û?",
        ),
    ),
)

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
            "grads[0][k] + (k == 1) * decay * W[k]", "only the first layer decays", "Over which k is the sum?"
        ),
        but_the_last=wrong(
            "grads[0][k] + (k < L) * decay * W[k]", "the last layer does not decay", "Where does your loop end?"
        ),
        but_the_first=wrong(
            "grads[0][k] + (k > 1) * decay * W[k]", "the first layer does not decay", "Where does your loop begin?"
        ),
        of_the_mean=wrong(
            "grads[0][k] + decay * W[k].mean()", "λ times the mean of W", "Each entry by itself.", cost=1.5
        ),
        over_the_size=wrong(
            "grads[0][k] + decay * W[k] / W[k].size", "λW over the number of entries", "Is it a sum, or a mean?"
        ),
        nothing=wrong("grads[0][k].copy()", "no decay at all", "Where does λ come in?"),
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

MODELS: tuple[Model, ...] = (MOMENTUM_STEP, NESTEROV_STEP, ADAM_STEP, ADD_WEIGHT_DECAY)
