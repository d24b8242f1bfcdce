"""The error models of notebook 06: one update, and the algorithm."""

from __future__ import annotations

from autograder.backpropagation.models.declare import Model, model, slot, wrong

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
        weights_alone=wrong("return W", "W alone is returned", "What does the docstring's last line promise?"),
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

COUNT = "Count the iterations for max_iterations = 1."
DECAY = "η is to stay what the caller gives. Which line changes it from one iteration to the next?"
FRESH = "Your first step is right and the second is not. When is the gradient worked out?"

GRADIENT_DESCENT = model(
    """
    def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
        rng = {source}
        theta = {start}
        first, grads, total, losses, t = theta, None, None, [], 0
        while {condition}:
            {again}
            h, a, y_hat = forward_propagation(theta, X, {g}, softmax)
            {loss}
            {gradient}
            {update}
            t += 1
            {after}
        {result}
    """,
    source=slot(
        "np.random.default_rng() if rng is None else rng",
        "Two different generators gave the same start. Which one do you draw from?",
        ignores_rng=wrong("np.random.default_rng(0)", "the same start whatever rng is given", shows="not_random"),
    ),
    start=slot(
        "initialize_parameters(sizes, rng)",
        "With equal weights all units learn the same. Where does the first theta come from?",
        from_zero=wrong(
            "each(np.zeros_like, initialize_parameters(sizes, rng))",
            "starts with all weights 0",
            seen=46,
            shows="not_random",
        ),
    ),
    condition=slot(
        "t < max_iterations",
        COUNT,
        one_short=wrong("t + 1 < max_iterations", "one iteration too few", COUNT),
        one_too_many=wrong(
            "t <= max_iterations",
            "one iteration too many",
            "`t++ < max_iterations` compares first and counts then. How often does your loop run?",
        ),
        always_a_thousand=wrong(
            "t < 1000",
            "always 1000 iterations",
            "1000 is the default. What if the caller asks for 5?",
            seen=37,
            alone=True,
        ),
    ),
    again=slot(
        "",
        "What happens to theta at the start of each iteration?",
        starts_again=wrong(
            "theta = initialize_parameters(sizes, rng)",
            "new random parameters at every iteration",
            "Your loss neither falls nor rises. What happens to theta at the start of each iteration?",
        ),
        back_to_the_start=wrong(
            "theta = first",
            "every iteration begins at the first theta",
            "What happens to theta at the start of each iteration?",
        ),
    ),
    g=slot(
        "g",
        "With another g the network stays the same. Which g do you pass on?",
        ignores_g=wrong("np.tanh", "always tanh, whatever g is given", seen=36),
        ignores_g_logistic=wrong("logistic", "always the logistic, whatever g is given", seen=36),
        ignores_g_relu=wrong("relu", "always relu, whatever g is given", seen=36),
    ),
    loss=slot(
        "losses.append(cross_entropy(y_hat, y))",
        "A learning curve needs one loss an iteration.",
        one_loss=wrong("losses = [cross_entropy(y_hat, y)]", "only the last loss is returned"),
        loss_summed=wrong(
            "losses.append(cross_entropy(y_hat, y) * len(y))",
            "each loss is a sum over the batch",
            "The loss is a mean.",
            seen=17,
            cost=1.5,
        ),
        loss_of_squares=wrong(
            "losses.append(squared_error(y_hat, one_hot(y, len(y_hat))))",
            "the losses are squared errors",
            "Which loss do your gradients belong to?",
            cost=1.5,
        ),
    ),
    gradient=slot(
        "grads = back_propagation(theta, h, a, y_hat, y, g_prime)",
        "Which gradient does your step take, and when is it worked out?",
        ignores_g_prime=wrong(
            "grads = back_propagation(theta, h, a, y_hat, y, tanh_prime)",
            "always tanh′, whatever g′ is given",
            "With another activation your gradients are wrong. Which g′ do you pass on?",
            seen=36,
        ),
        ignores_g_prime_logistic=wrong(
            "grads = back_propagation(theta, h, a, y_hat, y, logistic_prime)",
            "always the logistic's slope, whatever g′ is given",
            "With another activation your gradients are wrong. Which g′ do you pass on?",
            seen=36,
        ),
        passes_g=wrong(
            "grads = back_propagation(theta, h, a, y_hat, y, g)",
            "g is passed on where g′ is meant",
            "What does back_propagation take last?",
        ),
        with_old_gradients=wrong(
            "grads = grads or back_propagation(theta, h, a, y_hat, y, g_prime)",
            "the gradient of the start is used for every step",
            FRESH,
            seen=13,
        ),
        adds_gradients_up=wrong(
            "grads = back_propagation(theta, h, a, y_hat, y, g_prime)\n"
            "total = grads if total is None else each(np.add, total, grads)\n"
            "grads = total",
            "gradients of all iterations are added up",
            "Your first step is right and the second too large. What is left over from the first?",
            seen=43,
        ),
        on_the_first_example=wrong(
            "grads = back_propagation(theta, [x[:, :1] for x in h], [None] + [x[:, :1] for x in a[1:]], y_hat[:, :1], "
            "y[:1], g_prime)",
            "learns from the first example only",
            "Which examples does your gradient see?",
        ),
        summed=wrong(
            "grads = each(lambda d: d * len(y), back_propagation(theta, h, a, y_hat, y, g_prime))",
            "the gradient is a sum over the batch",
            "Twice the batch, twice the step. The loss is a mean.",
            seen=17,
        ),
        divided_twice=wrong(
            "grads = each(lambda d: d / len(y), back_propagation(theta, h, a, y_hat, y, g_prime))",
            "the gradient is divided by m once more",
            "The mean is taken in parameter_gradients. Where else?",
            seen=18,
        ),
    ),
    update=slot(
        "theta = update_parameters(theta, grads, eta)",
        "Which way do you go, how far, and with which tensors?",
        uphill=wrong(
            "theta = update_parameters(theta, grads, -eta)", "uphill", "Your loss climbs. Which way do you go?", seen=40
        ),
        ignores_eta=wrong(
            "theta = update_parameters(theta, grads, 0.1)",
            "η is always 0.1",
            "With another η nothing changes.",
            seen=37,
        ),
        eta_of_a_hundredth=wrong(
            "theta = update_parameters(theta, grads, 0.01)",
            "η is always 0.01",
            "With another η nothing changes.",
            seen=37,
        ),
        twice=wrong(
            "theta = update_parameters(update_parameters(theta, grads, eta), grads, eta)",
            "every step is taken twice",
            "How often is update_parameters called in an iteration?",
            cost=1.5,
        ),
        updates_half=wrong(
            "theta = Parameters(update_parameters(theta, grads, eta)[0], theta[1])",
            "the biases are never updated",
            "What happens to the biases?",
            seen=33,
        ),
        updates_biases_only=wrong(
            "theta = Parameters(theta[0], update_parameters(theta, grads, eta)[1])",
            "the weights are never updated",
            "What happens to the weights?",
            seen=27,
        ),
        result_lost=wrong(
            "update_parameters(theta, grads, eta)",
            "the new parameters are lost: theta never moves",
            "What does update_parameters give back, and where does it go?",
            evident=True,
        ),
    ),
    after=slot(
        "",
        "How often does your loop run? Look at where `return` stands.",
        stops_after_one=wrong("break", "one iteration, however many are asked for"),
        decays_eta=wrong("eta = 0.9 * eta", "η becomes smaller by itself", DECAY),
        decays_eta_slowly=wrong("eta = 0.99 * eta", "η becomes smaller by itself", DECAY),
        decays_eta_hardly=wrong("eta = 0.999 * eta", "η becomes smaller by itself", DECAY),
        decays_eta_by_a_twentieth=wrong("eta = 0.95 * eta", "η becomes smaller by itself", DECAY, cost=1.5),
        halves_eta=wrong("eta = 0.5 * eta", "η becomes smaller by itself", DECAY, cost=1.5),
        decays_with_time=wrong(
            "eta = eta * (1 + 0.01 * (t - 1)) / (1 + 0.01 * t)", "η becomes smaller by itself", DECAY
        ),
        loss_after_the_step_only=wrong(
            "losses[-1] = 0.0", "the losses are 0", "What do you append to the list?", cost=2, evident=True
        ),
    ),
    result=slot(
        "return theta, losses",
        "What do you return?",
        returns_the_start=wrong(
            "return first, losses",
            "the parameters of the start are returned",
            "Your losses fall, and the theta you return has not moved.",
        ),
        returns_theta_alone=wrong(
            "return theta", "theta alone is returned", "What does the docstring's last line promise?"
        ),
        losses_first=wrong("return losses, theta", "the losses come first", "In which order are the two returned?"),
        returns_gradients=wrong(
            "return grads, losses", "the last gradient instead of theta", "What do you return?", cost=1.5
        ),
    ),
)

MODELS: tuple[Model, ...] = (UPDATE_PARAMETERS, GRADIENT_DESCENT)
