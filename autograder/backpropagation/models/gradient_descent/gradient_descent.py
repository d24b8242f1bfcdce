"""The error model of gradient descent."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

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
        ignores_rng=wrong("np.random.default_rng(0)", "the same start whatever rng is given", shows="same_start"),
    ),
    start=slot(
        "initialize_parameters(sizes, rng)",
        "With equal weights all units learn the same. Where does the first theta come from?",
        from_zero=wrong(
            "each(np.zeros_like, initialize_parameters(sizes, rng))",
            "starts with all weights 0",
            seen=46,
            shows="same_start",
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
        ignores_g_prime_relu=wrong(
            "grads = back_propagation(theta, h, a, y_hat, y, relu_prime)",
            "always relu's slope, whatever g′ is given",
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
            "return theta", "the losses are not returned", "What does the docstring's last line promise?"
        ),
        losses_first=wrong("return losses, theta", "the losses come first", "In which order are the two returned?"),
        returns_gradients=wrong(
            "return grads, losses", "the last gradient instead of theta", "What do you return?", cost=1.5
        ),
    ),
)
