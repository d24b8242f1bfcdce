"""The error model of the training loop."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

HOW_MANY = "How many losses should there be?"
EPOCH = "What happens at the start of every epoch, and at no other step?"

TRAIN = model(
    """
    from lab.optimizers import each

    def train(X, y, sizes, step, eta, epochs, batch_size, rng):
        {source}
        theta = each(lambda w: w.astype(X.dtype, copy=False), initialize_parameters(sizes, rng))
        state, losses, total = None, [], []
        for _ in range({epochs}):
            {each_epoch}
            for X_batch, y_batch in {batches}:
                seen = []

                def gradient(theta, X_batch=X_batch, y_batch=y_batch, seen=seen):
                    h, a, y_hat = forward_propagation(theta, X_batch, {g}, softmax)
                    seen.append(cross_entropy(y_hat, y_batch))
                    grads = back_propagation(theta, h, a, y_hat, y_batch, {g_prime})
                    grads = each(lambda d: d.astype(X.dtype, copy=False), grads)
                    return {grads}

                {step}
                losses.append({loss})
            {end_of_epoch}
        return theta, {losses}
    """,
    source=slot(
        "",
        "Two different generators gave the same training. Which one do you draw from?",
        ignores_rng=wrong(
            "rng = np.random.default_rng(0)", "the same training whatever rng is given", shows="same_start"
        ),
    ),
    epochs=slot(
        "epochs",
        HOW_MANY,
        for_one_epoch=wrong("1", "one epoch, however many are asked for", seen=37, shows="wrong_steps"),
    ),
    each_epoch=slot(
        "",
        EPOCH,
        restarts_each_epoch=wrong(
            "theta, state = each(lambda w: w.astype(X.dtype, copy=False), initialize_parameters(sizes, rng)), None",
            "new parameters at every epoch",
            EPOCH,
            shows="state_lost",
        ),
        forgets_each_epoch=wrong(
            "state = None",
            "the optimiser starts anew at every epoch",
            "The optimiser's memory is lost between two epochs. Where does it get None?",
            shows="state_lost",
            seen=42,
        ),
    ),
    batches=slot(
        "minibatches(X, y, batch_size, rng)",
        HOW_MANY,
        on_everything_at_once=wrong("[(X, y)]", "one batch of all examples", shows="wrong_steps"),
        on_the_first_batch=wrong(
            "list(minibatches(X, y, batch_size, rng))[:1]",
            "only the first mini-batch of every epoch",
            shows="wrong_steps",
        ),
    ),
    g=slot(
        "relu",
        "Which activation is inside?",
        with_tanh=wrong("np.tanh", "tanh inside instead of relu", shows="wrong_slope"),
    ),
    g_prime=slot(
        "relu_prime",
        "Which activation is inside, and whose slope do you pass on?",
        with_the_wrong_slope=wrong("tanh_prime", "tanh′ in a network of relu", seen=36, shows="wrong_slope"),
        with_the_logistics_slope=wrong(
            "logistic_prime", "the logistic's slope in a network of relu", seen=36, shows="wrong_slope"
        ),
        passes_g=wrong("relu", "relu is passed on where relu′ is meant", "What does back_propagation take last?"),
    ),
    grads=slot(
        "grads",
        "The gradient is a mean over the mini-batch. What do you do to it?",
        summed=wrong(
            "each(lambda d: d * len(y_batch), grads)",
            "the gradient is a sum over the mini-batch",
            seen=17,
            shows="ratio_m",
        ),
        divided_twice=wrong(
            "each(lambda d: d / len(y_batch), grads)",
            "the gradient is divided by m once more",
            seen=18,
            shows="ratio_1_over_m",
        ),
        of_all_examples=wrong(
            "back_propagation(theta, *forward_propagation(theta, X, relu, softmax), y, relu_prime)",
            "every gradient is that of all examples, not of the mini-batch",
            "Your losses differ from batch to batch, and your gradients do not. Which X and y does each come from?",
            shows="same_examples",
        ),
        pile_up=wrong(
            "(total.append(grads), each(lambda *g: sum(g), *total))[1]",
            "the gradients of all mini-batches are added up",
            "Your first step is right and the second too large. What comes in there that was not in the first?",
            seen=43,
            shows="piled_up",
        ),
    ),
    step=slot(
        "theta, state = step(theta, gradient, state, eta)",
        "What does the optimiser get, and what becomes of what it gives back?",
        forgets_the_state=wrong(
            "theta, _ = step(theta, gradient, None, eta)",
            "the optimiser starts anew at every step",
            "The optimiser's memory is lost between two steps. What do you pass it the second time?",
            seen=42,
            shows="state_lost",
        ),
        gradient_of_its_own_theta=wrong(
            "theta, state = step(theta, (lambda g: lambda _: g)(gradient(theta)), state, eta)",
            "the gradient is always that of theta, wherever step asks for it",
            "Nesterov's step asks for the gradient ahead of theta. Does your function use the theta that it is given?",
            shows="same_gradient",
        ),
        ignores_eta=wrong(
            "theta, state = step(theta, gradient, state, 0.01)",
            "η is always 0.01",
            "With another η nothing changes.",
            seen=37,
            shows="eta_ignored",
        ),
        ignores_the_step=wrong(
            "theta = update_parameters(theta, gradient(theta), eta)",
            "plain gradient descent, whatever step is given",
            "With another optimiser nothing changes.",
            seen=36,
            shows="step_unused",
        ),
        theta_lost=wrong(
            "_, state = step(theta, gradient, state, eta)",
            "the new parameters are lost: theta never moves",
            "What does the optimiser give back, and where does it go?",
        ),
    ),
    loss=slot(
        "seen[0]",
        "The docstring asks for a loss of every step.",
        loss_summed=wrong(
            "seen[0] * len(y_batch)",
            "each loss is a sum over the mini-batch",
            "The loss is a mean.",
            seen=17,
            cost=1.5,
            shows="ratio_m",
        ),
        loss_divided=wrong(
            "seen[0] / len(y_batch)",
            "each loss is divided by m once more",
            "The loss is a mean.",
            seen=18,
            cost=1.5,
            shows="ratio_1_over_m",
        ),
    ),
    end_of_epoch=slot(
        "",
        "What happens at the end of an epoch?",
        stops=wrong("break", "one epoch, however many are asked for", HOW_MANY, cost=1.5),
    ),
    losses=slot(
        "losses",
        "The docstring asks for a loss of every step.",
        returns_a_loss_an_epoch=wrong("losses[:: -(-len(y) // batch_size)]", "one loss an epoch", shows="wrong_losses"),
        returns_the_last_loss=wrong("losses[-1:]", "only the last loss", shows="wrong_losses"),
    ),
    wholes={
        "on_one_order": wrong(
            """
            def train(X, y, sizes, step, eta, epochs, batch_size, rng):
                theta = initialize_parameters(sizes, rng)
                batches = list(minibatches(X, y, batch_size, rng))
                state, losses = None, []
                for _ in range(epochs):
                    for X_batch, y_batch in batches:
                        seen = []

                        def gradient(theta, X_batch=X_batch, y_batch=y_batch, seen=seen):
                            h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
                            seen.append(cross_entropy(y_hat, y_batch))
                            return back_propagation(theta, h, a, y_hat, y_batch, relu_prime)

                        theta, state = step(theta, gradient, state, eta)
                        losses.append(seen[0])
                return theta, losses
            """,
            "the same mini-batches in every epoch",
            "Are the batches of your second epoch new ones?",
            shows="same_order",
        ),
    },
)
