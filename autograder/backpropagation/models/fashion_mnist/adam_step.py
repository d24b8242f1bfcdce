"""The error model of Adam's step."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong
from autograder.backpropagation.models.fashion_mnist.questions import CLIMBS, MEMORY

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
            "t = 1",
            "every step is corrected as if it were the first",
            "Your first step is right and the second is not. Is t counted, and do both corrections use it?",
            seen=42,
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
        v_correction_inverted=wrong(
            "v / beta2**t",
            "v is divided by β₂ᵗ, not by 1 − β₂ᵗ",
            "What is 1 − β₂ᵗ in the first step, and by what do you divide v there?",
            cost=1.5,
        ),
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
