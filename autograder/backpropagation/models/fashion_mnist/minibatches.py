"""The error model of the mini-batches."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

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
        only_the_first=wrong(
            "break",
            "one batch only",
            "How often does your loop run? Look at where `return` stands.",
            shows="first_batch_only",
        ),
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
