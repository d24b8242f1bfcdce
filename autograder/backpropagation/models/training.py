"""The error models of notebook 07's training: mini-batches, the loop, its result, and the confusion matrix."""

from __future__ import annotations

from autograder.backpropagation.models.declare import Model, model, slot, wrong

TOGETHER = "How many examples do your batches hold together?"
LABEL = "Does every image still have its own label?"
DRAW = "Two different generators gave the same batches. Where do you use rng?"

MINIBATCHES = model(
    """
    def minibatches(X, y, batch_size, rng):
        N = X.shape[1]
        {size}
        order = {order}
        for start in range(0, {end}, batch_size):
            {chosen}
            yield {pair}
            {after}
    """,
    size=slot(
        "",
        "With another batch_size nothing changes.",
        of_sixty_four=wrong("batch_size = 64", "always 64 a batch", seen=37, shows="batch_sizes"),
        number_of_batches=wrong(
            "batch_size = max(1, N // batch_size)",
            "batch_size batches, not batches of that size",
            "What is batch_size: how many batches, or how many examples in one?",
            shows="batch_sizes",
        ),
    ),
    order=slot(
        "rng.permutation(N)",
        "An epoch sees every example once, in an order drawn from rng. How do you draw?",
        in_order=wrong("np.arange(N)", "always in the order of the data", DRAW, shows="same_order"),
        always_the_same_order=wrong(
            "np.random.default_rng(0).permutation(N)",
            "the same order every time",
            "Two different generators gave the same batches. Which one do you draw from?",
            shows="same_order",
        ),
        with_repeats=wrong(
            "rng.integers(0, N, N)",
            "some examples twice, others never",
            "An epoch sees every example once. How do you draw?",
            shows="repeats",
        ),
    ),
    end=slot(
        "N",
        TOGETHER,
        drop_the_rest=wrong(
            "N // batch_size * batch_size",
            "the last, smaller batch is dropped",
            TOGETHER,
            seen=45,
            shows="rest_dropped",
        ),
        leave_one_out=wrong("N - 1", "the last example may be left out", TOGETHER, cost=1.5),
    ),
    chosen=slot(
        "chosen = order[start : start + batch_size]",
        TOGETHER,
        fill_the_last=wrong(
            "chosen = np.take(order, range(start, start + batch_size), mode='wrap')",
            "the last batch is filled up with examples already seen",
            TOGETHER,
            seen=45,
            shows="batch_sizes",
        ),
        overlapping=wrong(
            "chosen = order[start // batch_size : start // batch_size + batch_size]",
            "mini-batches overlap: each begins one example after the last",
            "Where does the second mini-batch begin, and where the first?",
            shows="batch_sizes",
        ),
        one_too_few=wrong(
            "chosen = order[start : start + batch_size - 1]",
            "one example of every batch is left out",
            "A slice ends before its second number. How many examples has a batch?",
            shows="batch_sizes",
        ),
        one_too_many=wrong(
            "chosen = order[start : start + batch_size + 1]",
            "one example of every batch comes again in the next",
            "A slice ends before its second number. How many examples has a batch?",
            shows="batch_sizes",
        ),
    ),
    pair=slot(
        "X[:, chosen], y[chosen]",
        LABEL,
        lose_the_labels=wrong(
            "X[:, chosen], y[start : start + batch_size].copy()",
            "the images are shuffled and the labels are not",
            LABEL,
            shows="labels_lost",
        ),
        keep_the_images=wrong(
            "X[:, start : start + batch_size].copy(), y[chosen]",
            "the labels are shuffled and the images are not",
            LABEL,
            shows="labels_lost",
        ),
        in_rows=wrong(
            "X[:, chosen].T, y[chosen]", "an example a row", "One example is one column.", shows="transposed"
        ),
        labels_first=wrong("y[chosen], X[:, chosen]", "the labels come first", "In which order are the two given?"),
        labels_upright=wrong(
            "X[:, chosen], y[chosen].reshape(-1, 1)", "the labels are a column", "Which shape has y?", cost=1.5
        ),
    ),
    after=slot(
        "",
        "An epoch goes through all examples.",
        only_the_first=wrong("break", "one batch only", shows="batch_sizes"),
    ),
    wholes={
        "shuffle_the_callers_data": wrong(
            """
            def minibatches(X, y, batch_size, rng):
                seed = int(rng.integers(2**31))
                np.random.default_rng(seed).shuffle(X, axis=1)
                np.random.default_rng(seed).shuffle(y)
                for start in range(0, X.shape[1], batch_size):
                    yield X[:, start : start + batch_size].copy(), y[start : start + batch_size].copy()
            """,
            "the caller's data are shuffled in place",
            "After the call X had changed. `shuffle` works in place.",
            seen=44,
            shows="changed_input",
        ),
    },
)

HOW_MANY = "How many losses should there be?"
EPOCH = "Your loss jumps up at the start of every epoch. What happens there?"

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
        pile_up=wrong(
            "(total.append(grads), each(lambda *g: sum(g), *total))[1]",
            "the gradients of all mini-batches are added up",
            "Your first step is right and the second too large. What is left over from the first?",
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

TRAINED = model(
    """
    def trained():
        return {parameters}
    """,
    parameters=slot(
        "None",
        "Your network guesses. Has it been trained, and is it the trained theta that you keep?",
        not_at_all=wrong(
            "initialize_parameters([784, 32, 10], np.random.default_rng(0))",
            "random parameters: about 10 % right",
            shows="too_few_right",
        ),
    ),
)

FIRST = "Which index comes first, the true class or the predicted one?"

CONFUSION_MATRIX = model(
    """
    def confusion_matrix(y, y_hat, k):
        {size}
        counts = np.zeros((k, k), dtype=int)
        guess = {guess}
        {count}
        {result}
    """,
    size=slot(
        "",
        "This batch has no example of the last class. Where does the size come from?",
        as_large_as_the_largest_label=wrong(
            "k, y_hat = int(max(y)) + 1, y_hat[: int(max(y)) + 1]", "too small where the last class does not occur"
        ),
        always_ten=wrong("k = max(10, k)", "at least ten classes, whatever k is", "Is k used?", seen=37, cost=1.5),
    ),
    guess=slot(
        "y_hat.argmax(axis=0)",
        "One example is one column. Along which axis do its classes compete?",
        along_the_wrong_axis=wrong(
            "np.resize(y_hat.argmax(axis=1), len(y)) % k",
            "the largest of each row instead of each column",
            seen=6,
        ),
        of_the_smallest=wrong(
            "y_hat.argmin(axis=0)", "the smallest probability is taken for the guess", "Which class is predicted?"
        ),
        counts_from_one=wrong(
            "(y_hat.argmax(axis=0) + 1) % k",
            "the predicted class is counted from 1",
            "The first class is called 0.",
            cost=1.5,
        ),
        is_the_label=wrong("np.asarray(y)", "the true class is taken for the guess", "Where does ŷ come in?"),
    ),
    count=slot(
        "np.add.at(counts, (y, guess), 1)",
        "Which cell does an example count in, and how often?",
        transposed=wrong("np.add.at(counts, (guess, y), 1)", "rows are the predicted classes", FIRST),
        of_the_right_ones=wrong(
            "np.add.at(counts, (y[y == guess], guess[y == guess]), 1)",
            "mistakes are not counted",
            "Off the diagonal all is 0. Is your network perfect?",
        ),
        of_the_wrong_ones=wrong(
            "np.add.at(counts, (y[y != guess], guess[y != guess]), 1)",
            "only mistakes are counted",
            "On the diagonal all is 0. Where are those that are right?",
        ),
        counts_once=wrong(
            "counts[y, guess] += 1", "at most 1 in each cell", "NumPy adds only once where an index is repeated."
        ),
        skips_the_first=wrong(
            "np.add.at(counts, (y[1:], guess[1:]), 1)",
            "the first example is left out",
            "Where does your loop begin?",
            cost=1.5,
        ),
        skips_the_last=wrong(
            "np.add.at(counts, (y[:-1], guess[:-1]), 1)",
            "the last example is left out",
            "Where does your loop end?",
            cost=1.5,
        ),
    ),
    result=slot(
        "return counts",
        "What should your numbers add up to?",
        of_shares=wrong(
            "return counts / counts.sum()",
            "shares instead of counts",
            "Your numbers add up to 1. What should they add up to?",
        ),
        of_shares_of_rows=wrong(
            "return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)",
            "shares of each row instead of counts",
            "Your rows add up to 1. What should they add up to?",
        ),
        of_shares_of_rows_unguarded=wrong(
            "return counts / counts.sum(axis=1, keepdims=True)",
            "shares of each row instead of counts",
            "Your rows add up to 1. What should they add up to?",
        ),
        of_shares_of_columns=wrong(
            "return counts / np.maximum(counts.sum(axis=0, keepdims=True), 1)",
            "shares of each column instead of counts",
            cost=1.5,
        ),
        of_the_diagonal=wrong("return np.diag(counts)", "the diagonal alone", "Where are the mistakes?", cost=1.5),
        of_accuracy=wrong(
            "return np.trace(counts) / len(y)",
            "one number: the share that is right",
            "What is asked for: one number?",
            cost=1.5,
        ),
    ),
    wholes={
        "of_classes_that_occur": wrong(
            """
            def confusion_matrix(y, y_hat, k):
                classes, positions = np.unique(y, return_inverse=True)
                counts = np.zeros((len(classes), len(classes)), dtype=int)
                np.add.at(counts, (positions, np.minimum(y_hat.argmax(axis=0), len(classes) - 1)), 1)
                return counts
            """,
            "only classes that occur in the batch have a row and a column",
            "A class without an example still has its row. Where does the size come from?",
        ),
    },
)

MODELS: tuple[Model, ...] = (MINIBATCHES, TRAIN, TRAINED, CONFUSION_MATRIX)
