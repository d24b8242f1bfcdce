"""The error models of notebook 04: each step of the backward pass, and the pass as a whole."""

from __future__ import annotations

from autograder.backpropagation.models.declare import Model, model, slot, wrong

ORDER = "Read the docstring's last line: in which order are they returned?"
MEAN = "With twice the batch your gradients are twice as large. The loss is a mean."
WHICH = "One of the two is a mean over the batch. Is the other?"
ONCE = "The mean is taken once. Count the divisions."
COLUMN = "One example is one column. What is the shape of what you return?"
COUNTS = "Examples are columns. Which entry of the shape counts them?"

SHAPE = "Forward, W leads from n_{k−1} to n_k. Which way does the gradient go?"
OWN = "Each column is one example's own gradient. Where is the mean taken?"

OUTPUT_GRADIENT = model(
    """
    def output_gradient(y_hat, y):
        k, m = y_hat.shape
        e = {one_hot}
        grad_a = {difference}
        {times}
        {scaled}
        {result}
    """,
    one_hot=slot(
        "np.eye(k)[:, y]",
        "What is e(y): in which row does each column have its 1?",
        without_one_hot=wrong(
            "np.asarray(y)",
            "the labels themselves are subtracted",
            "You subtract the number of the class. What is e(y), and which shape has it?",
        ),
        counts_from_one=wrong(
            "np.roll(np.eye(k)[:, y], 1, axis=0)",
            "the 1 is subtracted one class too far down",
            "From which class do you subtract the 1? The first is called 0.",
        ),
        counts_too_early=wrong(
            "np.roll(np.eye(k)[:, y], -1, axis=0)",
            "the 1 is subtracted one class too early",
            "From which class do you subtract the 1? The first is called 0.",
            cost=1.5,
        ),
        of_the_guess=wrong(
            "np.eye(k)[:, y_hat.argmax(axis=0)]",
            "the predicted class takes the place of the true one",
            "You reward the network for what it believes already. Which class should the 1 stand for?",
        ),
        whole_rows=wrong(
            "np.isin(np.arange(k), y)[:, None] * np.ones((1, m))",
            "the 1 is subtracted in whole rows, for every example",
            "Indexing rows with y alone selects whole rows. Each column needs its own 1: which index is missing?",
        ),
        everywhere=wrong("np.ones((k, m))", "1 is subtracted everywhere", "In how many rows of a column stands the 1?"),
        of_the_first_label=wrong("np.eye(k)[:, [y[0]] * m]", "every example gets the first label", cost=1.5),
    ),
    difference=slot(
        "y_hat - e",
        "What is the gradient of the loss with respect to a_L?",
        sign=wrong(
            "e - y_hat",
            "e(y) − ŷ: the sign is turned round",
            "The slide has a minus in front of a bracket. Where has it gone?",
            seen=21,
        ),
        of_y_hat=wrong(
            "-e / y_hat",
            "∇_ŷ instead of ∇_{a_L}",
            "That is the gradient with respect to ŷ. One more step of the chain rule leads to a_L.",
            seen=16,
        ),
        of_y_hat_with_two_classes=wrong(
            "(y_hat - e) / (y_hat * (1 - y_hat))",
            "∇_ŷ of the loss for two classes instead of ∇_{a_L}",
            "That is the gradient with respect to ŷ, of another loss. What is ∇_{a_L}?",
            seen=16,
        ),
        true_class_only=wrong(
            "e * (y_hat - 1)",
            "0 for every class but the true one",
            "Raising a wrong class's logit makes the loss worse, so its gradient is not 0.",
        ),
        of_the_squared_error=wrong(
            "y_hat * ((y_hat - e) - np.sum(y_hat * (y_hat - e), axis=0))",
            "the gradient of the squared error",
            "The loss is the cross-entropy. What is its gradient with respect to a_L?",
            cost=1.5,
        ),
        without_labels=wrong("y_hat.copy()", "ŷ as it came: y does not enter", "Where does y come in?", evident=True),
        softmax_again=wrong(
            "softmax(y_hat) - e",
            "softmax once more: ŷ holds probabilities already",
            "ŷ are probabilities already.",
            seen=8,
        ),
        sum_of_both=wrong(
            "y_hat + e", "ŷ + e(y): the sign of e(y)", "The slide has a minus in front of a bracket.", seen=21
        ),
        squares=wrong("(y_hat - e) ** 2", "(ŷ − e(y))²: the loss of another course, not its slope", cost=1.5),
        absolute=wrong("np.abs(y_hat - e)", "the sign is lost", cost=1.5),
        in_place=wrong(
            "np.subtract(y_hat, e, out=y_hat)",
            "right values, but the caller's ŷ is overwritten",
            "Right numbers, and the caller's ŷ is gone. Into which array do you subtract?",
            seen=10,
            shows="changed_input",
        ),
    ),
    times=slot(
        "",
        "In ŷ − e(y) the derivative of softmax is already contained. What do you multiply by?",
        times_p_one_minus_p=wrong(
            "grad_a = grad_a * y_hat * (1 - y_hat)",
            "times ŷ(1 − ŷ): another output function's derivative",
            seen=20,
        ),
        times_y_hat=wrong("grad_a = grad_a * y_hat", "times ŷ besides", "What do you multiply ŷ − e(y) by?", cost=1.5),
        times_tanhs_slope=wrong(
            "grad_a = grad_a * (1 - y_hat**2)", "times 1 − ŷ²: tanh's slope, in terms of ŷ", seen=20
        ),
        times_logistics_slope_of_y_hat=wrong(
            "grad_a = grad_a * logistic_prime(y_hat)", "times the logistic's slope, taken of ŷ", seen=20
        ),
        times_tanhs_slope_of_y_hat=wrong(
            "grad_a = grad_a * tanh_prime(y_hat)", "times tanh's slope, taken of ŷ", cost=1.5
        ),
        divided_by_y_hat=wrong("grad_a = grad_a / y_hat", "divided by ŷ besides", cost=1.5),
    ),
    scaled=slot(
        "",
        "Is anything to be done with ŷ − e(y)?",
        divided_by_m=wrong(
            "grad_a = grad_a / m",
            "already divided by m",
            "The mean over the batch is taken one step later. Should it be taken here as well?",
            seen=18,
        ),
        divided_by_k=wrong(
            "grad_a = grad_a / k", "divided by the number of classes", "Where does a mean over classes come in?"
        ),
        divided_by_entries=wrong("grad_a = grad_a / (k * m)", "divided by the number of entries", cost=1.5),
        doubled=wrong(
            "grad_a = 2 * grad_a",
            "twice",
            "A 2 comes from differentiating a square. There is no square in this loss.",
            seen=19,
        ),
        halved=wrong("grad_a = grad_a / 2", "half", "Where does the ½ come from?", cost=1.5),
        averaged=wrong(
            "grad_a = grad_a.mean(axis=1, keepdims=True)",
            "one column: the mean over the examples",
            "One example is one column. How many columns come back?",
        ),
        summed=wrong(
            "grad_a = grad_a.sum(axis=1, keepdims=True)",
            "one column: the sum over the examples",
            "How many columns come back?",
        ),
    ),
    result=slot(
        "return grad_a",
        COLUMN,
        transposed=wrong("return grad_a.T", "an example a row", COLUMN, seen=29),
    ),
)

HIDDEN_GRADIENT = model(
    """
    def hidden_gradient(W, grad_a):
        m = grad_a.shape[1]
        grad_h = {product}
        {scaled}
        {result}
    """,
    product=slot(
        "W.T @ grad_a",
        SHAPE,
        without_transpose=wrong("W @ grad_a", "W instead of Wᵀ", SHAPE, seen=29, shows="raised"),
        entry_by_entry=wrong(
            "W.T * grad_a",
            "a product entry by entry",
            "`*` multiplies entry by entry. Which product is meant?",
            shows="raised",
        ),
        untransposed_entry_by_entry=wrong(
            "W * grad_a", "W times grad_a, entry by entry", "`*` multiplies entry by entry.", shows="raised", cost=1.5
        ),
        gradient_turned=wrong("W @ grad_a.T", "grad_a is turned round instead of W", SHAPE, shows="raised"),
        gradient_first=wrong("grad_a @ W", "the factors have changed places", SHAPE, shows="raised"),
        gradient_first_transposed=wrong(
            "grad_a @ W.T", "the factors have changed places", SHAPE, shows="raised", cost=1.5
        ),
        both_turned=wrong("W.T @ grad_a.T", "both factors are turned round", SHAPE, shows="raised", cost=1.5),
        pseudo_inverse=wrong(
            "np.linalg.pinv(W) @ grad_a",
            "the inverse map instead of the transposed one",
            "You undo W. The chain rule asks for something cheaper: which sum over j is it?",
        ),
        absolute=wrong(
            "np.abs(W).T @ grad_a",
            "|W| instead of W",
            "Where a weight is negative your sign is wrong. What happens to W?",
        ),
        without_weights=wrong(
            "grad_a.sum(axis=0, keepdims=True) * np.ones((W.shape[1], 1))", "W does not enter", "Where is W?", cost=1.5
        ),
        squared=wrong("(W**2).T @ grad_a", "W is squared", cost=2),
        doubled_columns=wrong(
            "W.sum(axis=0)[:, None] * grad_a.sum(axis=0)", "the sums are multiplied, not the sum of products", cost=2
        ),
    ),
    scaled=slot(
        "",
        "The slide's line has two factors. What else do you do?",
        divided_by_m=wrong("grad_h = grad_h / m", "divided by m", OWN, seen=18),
        divided_by_width=wrong("grad_h = grad_h / len(W)", "divided by n_k", OWN),
        divided_by_width_below=wrong("grad_h = grad_h / W.shape[1]", "divided by n_{k−1}", OWN, cost=1.5),
        sign=wrong("grad_h = -grad_h", "the opposite sign", "Where does the minus come from?"),
        doubled=wrong("grad_h = 2 * grad_h", "twice", "Where does the 2 come from?", cost=1.5),
        averaged=wrong(
            "grad_h = np.repeat(grad_h.mean(axis=1, keepdims=True), m, axis=1)",
            "every column is the mean over the batch",
            "All your columns are equal: the examples have been mixed too early.",
        ),
        one_column=wrong("grad_h = grad_h.mean(axis=1, keepdims=True)", "one column: the mean over the batch", OWN),
        summed_column=wrong("grad_h = grad_h.sum(axis=1, keepdims=True)", "one column: the sum over the batch", OWN),
        one_row=wrong("grad_h = grad_h.sum(axis=0, keepdims=True)", "one row: the sum over the units", OWN, cost=1.5),
        normalised=wrong(
            "grad_h = grad_h / np.linalg.norm(grad_h)",
            "scaled to length 1",
            "The direction is right and the size is lost.",
        ),
        positive_only=wrong(
            "grad_h = grad_h * (grad_h > 0)",
            "negative entries are 0",
            "That belongs to an activation, one step later. What is the slide's line for ∇_{h_{k−1}}?",
            cost=1.5,
        ),
    ),
    result=slot(
        "return grad_h",
        COLUMN,
        transposed=wrong("return grad_h.T", "an example a row", COLUMN, seen=29),
        first_column=wrong("return grad_h[:, :1]", "the first example only", COLUMN, cost=1.5),
        flat=wrong("return grad_h.ravel()", "one long row", COLUMN, cost=1.5),
    ),
    wholes={
        "in_place": wrong(
            """
            def hidden_gradient(W, grad_a):
                grad_a /= 2
                return 2 * W.T @ grad_a
            """,
            "right values, but the caller's gradient is halved",
            "Right numbers, and the caller's array has changed. Which line writes into it?",
            seen=44,
            shows="changed_input",
        ),
    },
)

POINT = "At which point is the slope wanted: at the gradient, or at the pre-activation?"
NOTHING_CHANGES = "With another g′ nothing changes. Which function do you call?"

PREACTIVATION_GRADIENT = model(
    """
    def preactivation_gradient(grad_h, a, g_prime):
        slope = {slope}
        grad_a = {product}
        {scaled}
        return grad_a
    """,
    slope=slot(
        "g_prime(a)",
        POINT,
        of_grad_h=wrong("g_prime(grad_h)", "g′ is taken of the gradient", POINT, seen=22),
        at_zero=wrong(
            "g_prime(np.zeros_like(a))",
            "g′(0) everywhere",
            "Your slope is the same at every unit. Whose value should go into g′?",
            seen=22,
        ),
        of_tanh_a=wrong(
            "g_prime(np.tanh(a))",
            "g′ is taken at h = tanh(a) instead of a",
            "g′ takes the pre-activation. What do you give it?",
            seen=23,
        ),
        of_logistic_a=wrong(
            "g_prime(logistic(a))",
            "g′ is taken at h = logistic(a) instead of a",
            "g′ takes the pre-activation. What do you give it?",
            seen=23,
        ),
        of_relu_a=wrong(
            "g_prime(np.maximum(0, a))",
            "g′ is taken at h = relu(a) instead of a",
            "g′ takes the pre-activation.",
            seen=23,
            cost=1.5,
        ),
        twice=wrong("g_prime(g_prime(a))", "g′ of g′(a)", "How often does g′ act on a?", cost=1.5),
        always_logistic=wrong(
            "logistic_prime(a)", "always the logistic's slope, whatever g′ is given", NOTHING_CHANGES, seen=36
        ),
        always_tanh=wrong("tanh_prime(a)", "always tanh's slope, whatever g′ is given", NOTHING_CHANGES, seen=36),
        always_relu=wrong("relu_prime(a)", "always relu's slope, whatever g′ is given", NOTHING_CHANGES, seen=36),
        a_one_minus_a=wrong(
            "a * (1 - a)",
            "a(1 − a): a is taken for an activation, and the logistic's slope for g′",
            "a(1 − a) is the slope of one activation, in terms of h. What are you given?",
            seen=23,
        ),
        one_minus_a_squared=wrong(
            "1 - a**2",
            "1 − a²: a is taken for an activation, and tanh's slope for g′",
            "1 − h² is the slope of one activation, in terms of h. What are you given?",
            seen=23,
        ),
        squared=wrong(
            "g_prime(a) ** 2", "g′ twice", "How often does this layer's activation stand between the loss and a?"
        ),
        masked=wrong(
            "(g_prime(a) > 0)",
            "1 wherever the slope is positive: right for relu only",
            "For relu you are right; for a smooth activation the slope has a size, too.",
            seen=36,
            evident=True,
        ),
        times_a=wrong(
            "a",
            "times a instead of g′(a)",
            "You multiply by the pre-activation itself. What should be done to it first?",
            seen=12,
        ),
        with_a_factor_a=wrong(
            "a * g_prime(a)", "a comes in besides g′(a)", "Which factors does the slide's line have?", cost=1.5
        ),
        of_the_first=wrong("g_prime(a[:, :1])", "the slope of the first example for all", cost=1.5),
        slope_averaged=wrong("g_prime(a).mean(axis=1, keepdims=True)", "the mean slope for all examples", cost=1.5),
    ),
    product=slot(
        "grad_h * slope",
        "⊙ is a product, entry by entry.",
        without_g_prime=wrong(
            "grad_h.copy()",
            "g′ is missing: grad_h comes back as it was",
            "Between h and a lies the activation. What does the chain rule ask for?",
            seen=24,
            evident=True,
        ),
        added=wrong("grad_h + slope", "added instead of multiplied", "⊙ is a product, entry by entry."),
        divided=wrong(
            "grad_h / (slope + 1e-12)",
            "divided instead of multiplied",
            "A flat activation should let nothing through. Yours lets most through there.",
        ),
        matrix_product=wrong(
            "grad_h @ slope", "a matrix product", "⊙ is a product entry by entry. `@` is another one.", shows="raised"
        ),
        matrix_product_turned=wrong(
            "grad_h.T @ slope", "a matrix product", "⊙ is a product entry by entry. `@` is another one."
        ),
        matrix_product_other_way=wrong(
            "grad_h @ slope.T", "a matrix product", "⊙ is a product entry by entry. `@` is another one."
        ),
        slope_alone=wrong("slope", "the slope alone: grad_h does not enter", "Where does ∇_h come in?"),
        sign=wrong("-grad_h * slope", "the opposite sign", "Where does the minus come from?"),
        in_place=wrong(
            "np.multiply(grad_h, slope, out=grad_h)",
            "right values, but the caller's gradient is overwritten",
            "Right numbers, and the caller's grad_h is gone. Which operator writes into it?",
            seen=44,
            shows="changed_input",
        ),
    ),
    scaled=slot(
        "",
        OWN,
        divided_by_m=wrong("grad_a = grad_a / a.shape[1]", "divided by m", OWN, seen=18),
        doubled=wrong("grad_a = 2 * grad_a", "twice", "Where does the 2 come from?", cost=1.5),
        transposed=wrong("grad_a = grad_a.T", "an example a row", COLUMN, seen=29),
        averaged=wrong("grad_a = grad_a.mean(axis=1, keepdims=True)", "one column: the mean over the batch", OWN),
        summed=wrong("grad_a = grad_a.sum(axis=1, keepdims=True)", "one column: the sum over the batch", OWN),
    ),
)

PARAMETER_GRADIENTS = model(
    """
    def parameter_gradients(grad_a, h_below):
        m = {over}
        grad_W = {product} / {m_W}
        grad_b = {total} / {m_b}
        {result}
    """,
    over=slot(
        "grad_a.shape[1]",
        "The loss is a mean over the batch. Over what does your mean run?",
        summed=wrong("1", "both are sums over the batch, not means", MEAN, seen=17),
        divided_by_width=wrong("grad_a.shape[0]", "divided by n_k, the number of units, instead of m", COUNTS, seen=17),
        divided_by_width_below=wrong(
            "h_below.shape[0]", "divided by n_{k−1}, the number of units below, instead of m", COUNTS
        ),
        divided_by_entries=wrong("grad_a.size", "divided by n_k·m, the number of entries, instead of m", COUNTS),
        divided_twice=wrong("grad_a.shape[1] ** 2", "both are divided by m twice", ONCE, seen=18),
        doubled=wrong("grad_a.shape[1] / 2", "both are twice as large", "Where does the 2 come from?", seen=34),
        halved=wrong("grad_a.shape[1] * 2", "both are half as large", "Where does the ½ come from?"),
        negative=wrong("-grad_a.shape[1]", "both have the opposite sign", "Where does the minus come from?", seen=21),
        for_batches_of_fifty=wrong(
            "50",
            "divided by 50, whatever the batch",
            "Divide by the size of the batch that you are given.",
            seen=37,
        ),
    ),
    product=slot(
        "grad_a @ h_below.T",
        "Write the shapes of both factors under the product. Which of the two is turned round?",
        transposed=wrong(
            "h_below @ grad_a.T",
            "grad_W is transposed",
            "A gradient has the shape of its parameter. Which shape has W_k?",
            seen=29,
        ),
        without_transpose=wrong("grad_a @ h_below", "grad_W is a product without the transpose", shows="raised"),
        turned_first=wrong("grad_a.T @ h_below", "in grad_W the other factor is turned round", shows="raised"),
        entry_by_entry=wrong(
            "grad_a * h_below",
            "grad_W is a product entry by entry",
            "`*` multiplies entry by entry. Which product is ∇_{a_k} h_{k−1}ᵀ?",
            shows="raised",
            seen=1,
        ),
        product_of_means=wrong(
            "m * np.outer(grad_a.mean(axis=1), h_below.mean(axis=1))",
            "grad_W is the product of the means instead of the mean of the products",
            "The mean of products is not the product of means. Which comes first?",
        ),
        without_h=wrong(
            "grad_a.sum(axis=1, keepdims=True) * np.ones((1, h_below.shape[0]))",
            "h_{k−1} does not enter grad_W",
            "a_k = b_k + W_k h_{k−1}. What is its slope with respect to W_k?",
            cost=1.5,
        ),
        squared_h=wrong("grad_a @ (h_below**2).T", "h_{k−1} is squared in grad_W", cost=2),
    ),
    m_W=slot(
        "m",
        WHICH,
        weights_summed=wrong("1", "grad_W is a sum over the batch, grad_b a mean", seen=17),
        weights_divided_twice=wrong("m**2", "grad_W is divided by m twice", ONCE, seen=18),
        weights_divided_by_width=wrong("len(grad_a)", "grad_W is divided by n_k instead of m", COUNTS),
        weights_divided_by_width_below=wrong("len(h_below)", "grad_W is divided by n_{k−1} instead of m", COUNTS),
        weights_negative=wrong("-m", "grad_W has the opposite sign", "Compare the signs of your two lines."),
        weights_doubled=wrong("m / 2", "grad_W is twice as large", "Where does the 2 come from?", cost=1.5),
        weights_halved=wrong("m * 2", "grad_W is half as large", "Where does the ½ come from?", cost=1.5),
    ),
    total=slot(
        "grad_a.sum(axis=1, keepdims=True)",
        "b_k is one column, whatever the batch. Over what does your sum run?",
        bias_not_summed=wrong(
            "grad_a",
            "grad_b still has a column for each example",
            "b_k is one column, whatever the batch. What has become of the examples?",
            seen=30,
        ),
        bias_not_averaged=wrong(
            "m * grad_a",
            "grad_b is grad_a as it came: a column for each example",
            "b_k is one column, whatever the batch. What has become of the examples?",
            seen=30,
            evident=True,
        ),
        bias_scalar=wrong(
            "np.sum(grad_a)",
            "grad_b is one number",
            "A sum without an axis adds up everything. How many biases has the layer?",
            seen=31,
        ),
        bias_average_of_all=wrong(
            "np.sum(grad_a) / len(grad_a)",
            "grad_b is one number, the mean of all entries",
            "A mean without an axis runs over everything. How many biases has the layer?",
            seen=31,
        ),
        bias_same_for_all=wrong(
            "np.sum(grad_a) * np.ones((len(grad_a), 1))",
            "every entry of grad_b is the sum over all units",
            "A sum without an axis adds up everything. How many biases has the layer?",
        ),
        bias_over_units=wrong(
            "grad_a.sum(axis=0, keepdims=True)",
            "grad_b sums over the units instead of the examples",
            "Along which axis lie the examples?",
        ),
        bias_flat=wrong(
            "grad_a.sum(axis=1)",
            "grad_b is (n_k,)",
            "A sum over an axis drops it unless you ask to keep it. What is b_k's shape?",
            seen=3,
        ),
        bias_row=wrong(
            "grad_a.sum(axis=1, keepdims=True).T",
            "grad_b is a row",
            "A gradient has the shape of its parameter. Which way does b_k lie?",
            seen=4,
        ),
        bias_forgotten=wrong(
            "np.zeros((grad_a.shape[0], 1))",
            "grad_b is 0",
            "Your biases will never learn. What is ∂a_k/∂b_k?",
            seen=33,
            evident=True,
        ),
        bias_of_one_example=wrong("m * grad_a[:, :1]", "grad_b is that of the first example", cost=1.5),
        bias_times_h=wrong(
            "(grad_a * h_below.sum(axis=0)).sum(axis=1, keepdims=True)",
            "h_{k−1} enters grad_b",
            "a_k = b_k + W_k h_{k−1}. What is its slope with respect to b_k?",
            cost=1.5,
        ),
    ),
    m_b=slot(
        "m",
        WHICH,
        biases_summed=wrong("1", "grad_b is a sum over the batch, grad_W a mean", seen=17),
        biases_divided_twice=wrong("m**2", "grad_b is divided by m twice", ONCE, seen=18),
        biases_divided_by_width=wrong("len(grad_a)", "grad_b is divided by n_k instead of m", COUNTS),
        biases_divided_by_width_below=wrong(
            "len(h_below)", "grad_b is divided by n_{k−1} instead of m", COUNTS, cost=1.5
        ),
        bias_negative=wrong(
            "-m",
            "grad_b has the opposite sign",
            "The weights go downhill and the biases uphill. Compare their signs.",
            seen=32,
        ),
        biases_doubled=wrong("m / 2", "grad_b is twice as large", "Where does the 2 come from?", cost=1.5),
        biases_halved=wrong("m * 2", "grad_b is half as large", "Where does the ½ come from?", cost=1.5),
    ),
    result=slot(
        "return grad_W, grad_b",
        ORDER,
        swapped=wrong("return grad_b, grad_W", "grad_b comes first"),
        weights_alone=wrong("return grad_W", "grad_W is returned alone"),
    ),
    wholes={
        "of_the_first_example": wrong(
            """
            def parameter_gradients(grad_a, h_below):
                return np.outer(grad_a[:, 0], h_below[:, 0]), grad_a[:, :1].copy()
            """,
            "only the first example counts",
            "Change the second example: your gradients stay as they were.",
        ),
        "of_the_last_example": wrong(
            """
            def parameter_gradients(grad_a, h_below):
                return np.outer(grad_a[:, -1], h_below[:, -1]), grad_a[:, -1:].copy()
            """,
            "only the last example counts",
            "Change the first example: your gradients stay as they were. Is something overwritten in a loop?",
        ),
    },
)

LAST = "ŷ − e(y) is already the gradient with respect to a_L. What do you do to it before the loop?"
DOWN = "The last layer is right and those below are not. What happens on the way from one layer to the next?"
SLOPE = "The last layer is right and those below are not. What happens on the way from h to a?"
LOOP = "How often does your loop run for L layers, and what is k the last time?"

BACK_PROPAGATION = model(
    """
    def back_propagation(theta, h, a, y_hat, y, g_prime):
        W, L = list(theta[0]), len(theta[0]) - 1
        m = {m}
        e = np.eye(len(y_hat))[:, y]
        grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
        delta = before = {output}
        for k in range(L, {last}, -1):
            grad_W[k] = delta @ {below}.T / {m_W}
            grad_b[k] = {total} / {m_b}
            {moved}
            if k > 1:
                grad_h = {down}
                before = grad_h
                delta = {through}
                {after}
        {result}
    """,
    m=slot(
        "y_hat.shape[1]",
        "The loss is a mean over the batch. Where do you divide, and by what?",
        summed=wrong("1", "every gradient is a sum over the batch, not a mean", MEAN, seen=17),
        divided_twice=wrong("y_hat.shape[1] ** 2", "every gradient is divided by m twice", ONCE, seen=18),
        divided_by_classes=wrong("len(y_hat)", "divided by the number of classes instead of m", COUNTS),
        divided_by_entries=wrong("y_hat.size", "divided by k·m, the number of entries of ŷ, instead of m", COUNTS),
        divided_by_inputs=wrong("len(h[0])", "divided by the number of inputs instead of m", COUNTS),
        doubled=wrong(
            "y_hat.shape[1] / 2",
            "every gradient is twice as large",
            "A 2 comes from differentiating a square. There is no square in this loss.",
            seen=19,
        ),
        halved=wrong("y_hat.shape[1] * 2", "every gradient is half as large", "Where does the ½ come from?"),
        sign=wrong(
            "-y_hat.shape[1]",
            "every gradient has the opposite sign",
            "Every gradient has the wrong sign, so it comes in before the loop.",
            seen=21,
        ),
        for_batches_of_fifty=wrong(
            "50", "divided by 50, whatever the batch", "Divide by the size of the batch that you are given.", seen=37
        ),
    ),
    output=slot(
        "y_hat - e",
        "What is the gradient with respect to a_L, and what do you start from?",
        p_one_minus_p=wrong(
            "(y_hat - e) * y_hat * (1 - y_hat)",
            "ŷ(1 − ŷ) multiplies the output's gradient: another output function's derivative",
            "In ŷ − e(y) the derivative of softmax is already contained. What do you multiply by?",
            seen=20,
        ),
        g_prime_at_the_output=wrong(
            "(y_hat - e) * g_prime(a[-1])",
            "g′ is applied at the output too",
            "ŷ − e(y) is already the gradient with respect to a_L. What do you multiply it by?",
            seen=8,
        ),
        g_prime_of_y_hat=wrong(
            "(y_hat - e) * g_prime(y_hat)", "g′(ŷ) multiplies the output's gradient", LAST, cost=1.5, seen=20
        ),
        tanhs_slope_at_the_output=wrong(
            "(y_hat - e) * (1 - y_hat**2)", "1 − ŷ², tanh's slope, multiplies the output's gradient", LAST, seen=20
        ),
        logistics_slope_of_y_hat=wrong(
            "(y_hat - e) * logistic_prime(y_hat)",
            "the logistic's slope, taken of ŷ, multiplies the output's gradient",
            LAST,
            cost=1.5,
        ),
        logistics_slope_at_the_output=wrong(
            "(y_hat - e) * logistic_prime(a[-1])",
            "the logistic's slope multiplies the output's gradient",
            LAST,
            cost=1.5,
        ),
        gradient_of_y_hat=wrong(
            "-e / y_hat",
            "starts from ∇_ŷ instead of ∇_{a_L}",
            "−e(y)/ŷ is the gradient with respect to ŷ. One more step of the chain rule leads to a_L.",
            seen=16,
        ),
        true_class_only=wrong(
            "e * (y_hat - 1)",
            "the output's gradient is 0 for every class but the true one",
            "Raising a wrong class's logit makes the loss worse, so its gradient is not 0.",
        ),
        two_classes=wrong(
            "(y_hat - e) / (y_hat * (1 - y_hat))",
            "starts from the gradient of the loss for two classes with respect to ŷ",
            "That is the gradient with respect to ŷ, of another loss. What is ∇_{a_L}?",
            seen=16,
        ),
        labels=wrong(
            "y_hat - y",
            "the labels themselves are subtracted, not e(y)",
            "You subtract the number of the class. What is e(y), and which shape has it?",
        ),
        without_labels=wrong("y_hat", "y does not enter: starts from ŷ", cost=1.5),
        loss_of_logits=wrong(
            "a[-1] - e", "a_L stands where ŷ belongs", "Which of the two is compared with e(y)?", cost=1.5
        ),
        counts_from_one=wrong(
            "y_hat - np.roll(e, 1, axis=0)",
            "the 1 is subtracted one class too far down",
            "From which class do you subtract the 1? The first is called 0.",
        ),
        squared_loss=wrong(
            "y_hat * ((y_hat - e) - np.sum(y_hat * (y_hat - e), axis=0))",
            "the gradient is that of the squared error",
            "The loss is the cross-entropy. What is its gradient with respect to a_L?",
            cost=1.5,
            seen=20,
        ),
        overwrites_y_hat=wrong(
            "np.subtract(y_hat, e, out=y_hat)",
            "right values, but the caller's ŷ is overwritten",
            "Right numbers, and the caller's ŷ is gone. Two names can stand for one array.",
            seen=13,
            shows="changed_input",
        ),
    ),
    last=slot(
        "0",
        LOOP,
        stops_early=wrong("1", "layer 1 gets no gradient", LOOP, seen=27),
        only_the_last=wrong(
            "L - 1",
            "only the last layer gets a gradient",
            "How many layers does your loop visit? Look at where it ends, and where the `return` stands.",
            seen=27,
        ),
    ),
    below=slot(
        "h[k - 1]",
        "W_k is multiplied by the layer below it. Which array is that?",
        of_preactivations=wrong(
            "(a[k - 1] if k > 1 else h[0])",
            "∇_{a_k} a_{k−1}ᵀ instead of ∇_{a_k} h_{k−1}ᵀ",
            "W_k is multiplied by the layer below it. By its a, or by its h?",
            seen=12,
        ),
        of_the_same_layer=wrong(
            "(h[k] if k < L else y_hat)", "h_k instead of h_{k−1} in grad_W", seen=27, shows="raised"
        ),
        of_x=wrong("h[0]", "X in place of h_{k−1} in every layer", seen=2, shows="raised"),
        of_slopes=wrong("(g_prime(a[k - 1]) if k > 1 else h[0])", "g′(a_{k−1}) instead of h_{k−1} in grad_W", cost=1.5),
        first_layer_of_a=wrong(
            "(h[k - 1] if k > 1 else a[1])", "grad_W_1 uses a_1 instead of X", cost=1.5, shows="raised"
        ),
    ),
    m_W=slot(
        "m",
        WHICH,
        weights_summed=wrong("1", "every grad_W is a sum over the batch, every grad_b a mean", seen=17),
        weights_divided_twice=wrong("m**2", "every grad_W is divided by m twice", ONCE, seen=18),
        weights_negative=wrong("-m", "every grad_W has the opposite sign", "Compare the signs of your two lines."),
        weights_divided_by_layer=wrong(
            "len(W[k])", "every grad_W is divided by the layer's width instead of m", COUNTS, cost=1.5
        ),
        weights_divided_by_width_below=wrong(
            "len(h[k - 1])", "every grad_W is divided by the width of the layer below instead of m", COUNTS, cost=1.5
        ),
    ),
    total=slot(
        "delta.sum(axis=1, keepdims=True)",
        "b_k is one column, whatever the batch. Over what does your sum run?",
        bias_not_summed=wrong(
            "delta",
            "every grad_b still has a column for each example",
            "b_k is one column, whatever the batch. What has become of the examples?",
            seen=30,
        ),
        bias_not_averaged=wrong(
            "delta * m",
            "every grad_b is ∇_{a_k} as it is: a column for each example",
            "b_k is one column, whatever the batch. What has become of the examples?",
            seen=30,
        ),
        bias_scalar=wrong(
            "delta.sum()",
            "every grad_b is one number",
            "A sum without an axis adds up everything. How many biases has the layer?",
            seen=31,
        ),
        bias_same_for_all=wrong(
            "delta.sum() * np.ones((len(delta), 1))",
            "every entry of a grad_b is the sum over all units",
            "A sum without an axis adds up everything. How many biases has the layer?",
            seen=31,
        ),
        bias_over_units=wrong(
            "delta.sum(axis=0, keepdims=True)",
            "every grad_b sums over the units instead of the examples",
            "Along which axis lie the examples?",
        ),
        bias_flat=wrong(
            "delta.sum(axis=1)",
            "every grad_b is (n_k,)",
            "A sum over an axis drops it unless you ask to keep it. What is b_k's shape?",
            seen=3,
        ),
        bias_row=wrong(
            "delta.sum(axis=1, keepdims=True).T",
            "every grad_b is a row",
            "A gradient has the shape of its parameter. Which way does b_k lie?",
            seen=4,
        ),
        without_biases=wrong(
            "np.zeros((len(delta), 1))",
            "every grad_b is 0",
            "Your biases will never learn. What does parameter_gradients return besides grad_W?",
            seen=33,
            evident=True,
        ),
    ),
    m_b=slot(
        "m",
        WHICH,
        biases_summed=wrong("1", "every grad_b is a sum over the batch, every grad_W a mean", seen=17),
        biases_divided_twice=wrong("m**2", "every grad_b is divided by m twice", ONCE, seen=18),
        biases_negative=wrong(
            "-m", "every grad_b has the opposite sign", "Compare the signs of your two lines.", seen=32
        ),
        biases_divided_by_layer=wrong(
            "len(W[k])", "every grad_b is divided by the layer's width instead of m", COUNTS, cost=1.5
        ),
    ),
    moved=slot(
        "",
        "Through which weights does the gradient pass: those of the forward pass, or new ones?",
        delta_after_update=wrong(
            "W[k] = W[k] - grad_W[k]",
            "the gradient goes down through weights that have already moved",
            seen=44,
        ),
        last_layer_only=wrong(
            "grad_W[k], grad_b[k] = (k == L) * grad_W[k], (k == L) * grad_b[k]",
            "gradients below the last layer are 0",
            "Only the last layer would learn. What becomes of the others' gradients?",
            seen=27,
            evident=True,
        ),
    ),
    down=slot(
        "W[k].T @ delta",
        "Which weights lead from a_k down to h_{k−1}, and which gradient do they carry?",
        without_transpose=wrong(
            "W[k] @ delta",
            "W_k instead of its transpose on the way down",
            "Forward, W_k leads from n_{k−1} to n_k. Which way does the gradient go?",
            seen=29,
            shows="raised",
        ),
        same_delta=wrong(
            "np.resize(W[L].T @ (y_hat - e), h[k - 1].shape)",
            "every hidden layer starts from the output's gradient",
            "With two layers you are right, with three not. From which gradient does layer k − 1 start?",
            seen=28,
        ),
        delta_of_the_output=wrong(
            "W[k].T @ (y_hat - e)",
            "every hidden layer gets the output's gradient, not that of the layer above",
            "With two layers you are right, with three not. From which gradient does layer k − 1 start?",
            seen=28,
            shows="raised",
        ),
        slope_not_passed_down=wrong(
            "W[k].T @ before",
            "what goes down is ∇_{h_k}, without the slope g′(a_k)",
            "From layer L − 1 down all is wrong below. Which of the two goes down: ∇_{h_k}, or ∇_{a_k}?",
            seen=24,
        ),
        weights_below=wrong(
            "W[k - 1].T @ delta",
            "W_{k−1} instead of W_k on the way down",
            "Which W leads from a_k down?",
            seen=27,
            shows="raised",
        ),
        without_weights=wrong(
            "delta", "W_k is missing on the way down", "From a_k to h_{k−1} leads W_k. Where is it?", shows="raised"
        ),
        absolute=wrong("np.abs(W[k]).T @ delta", "|W_k| instead of W_k on the way down", cost=2),
    ),
    through=slot(
        "grad_h * g_prime(a[k - 1])",
        SLOPE,
        without_g_prime=wrong("grad_h", "g′ is missing: only the last layer is right", seen=24),
        g_prime_of_h=wrong(
            "grad_h * g_prime(h[k - 1])",
            "g′ is taken at h instead of a",
            "At which of the two, a or h, does the lecture's last line evaluate g′?",
            seen=23,
        ),
        g_prime_of_the_layer_above=wrong(
            "grad_h * g_prime(a[k])",
            "g′ is taken at a_k instead of a_{k−1}",
            "Which layer's slope stands between h_{k−1} and a_{k−1}?",
            seen=27,
            shows="raised",
        ),
        g_prime_twice=wrong(
            "grad_h * g_prime(a[k - 1]) ** 2",
            "g′ comes in twice",
            "How often does this layer's activation stand between the loss and a?",
        ),
        g_prime_at_zero=wrong(
            "grad_h * g_prime(np.zeros_like(a[k - 1]))",
            "g′(0) everywhere",
            "Your slope is the same at every unit. Whose value should go into g′?",
            seen=22,
        ),
        g_prime_of_gradient=wrong(
            "grad_h * g_prime(grad_h)",
            "g′ is taken of the gradient",
            "At which point is the slope wanted: at the gradient, or at the pre-activation?",
            seen=22,
        ),
        always_tanh=wrong(
            "grad_h * tanh_prime(a[k - 1])",
            "always tanh′, whatever g′ is given",
            "With another g′ nothing changes. Which function do you call in the loop?",
            seen=36,
        ),
        always_logistic=wrong(
            "grad_h * logistic_prime(a[k - 1])",
            "always the logistic's slope, whatever g′ is given",
            "With another g′ nothing changes. Which function do you call in the loop?",
            seen=36,
        ),
        always_relu=wrong(
            "grad_h * relu_prime(a[k - 1])",
            "always relu's slope, whatever g′ is given",
            "With another g′ nothing changes. Which function do you call in the loop?",
            seen=36,
        ),
        h_one_minus_h=wrong(
            "grad_h * h[k - 1] * (1 - h[k - 1])",
            "h(1 − h), the logistic's slope, whatever g′ is given",
            "h(1 − h) is the slope of one activation only. Which function are you given for the slope?",
            seen=36,
        ),
        one_minus_h_squared=wrong(
            "grad_h * (1 - h[k - 1] ** 2)",
            "1 − h², tanh's slope, whatever g′ is given",
            "1 − h² is the slope of one activation only. Which function are you given for the slope?",
            seen=36,
        ),
        slope_of_gradient_alone=wrong(
            "g_prime(grad_h)", "only g′ of the incoming gradient is left, not the gradient itself", POINT, seen=22
        ),
        slope_alone=wrong("g_prime(a[k - 1])", "g′ alone: the incoming gradient is lost", cost=1.5),
        times_h=wrong("grad_h * h[k - 1]", "h_{k−1} stands where g′(a_{k−1}) belongs", cost=1.5),
        times_a=wrong("grad_h * a[k - 1]", "a_{k−1} stands where g′(a_{k−1}) belongs", cost=1.5, seen=12),
        added=wrong(
            "grad_h + g_prime(a[k - 1])",
            "g′ is added instead of multiplied",
            "⊙ is a product, entry by entry.",
            cost=1.5,
        ),
        slope_masked=wrong(
            "grad_h * (g_prime(a[k - 1]) > 0)",
            "1 wherever the slope is positive: right for relu only",
            "For relu you are right; for a smooth activation the slope has a size, too.",
            seen=36,
            evident=True,
        ),
    ),
    after=slot(
        "",
        DOWN,
        divided_at_each_layer=wrong(
            "delta = delta / y_hat.shape[1]",
            "divided by m once more at every layer on the way down",
            "The further down, the smaller, by a factor m a layer. Where is the mean taken, and how often?",
            seen=18,
        ),
        sign_at_each_layer=wrong(
            "delta = -delta",
            "the sign changes at every layer on the way down",
            "Where does the minus come from?",
            cost=1.5,
        ),
        bias_on_the_way_down=wrong(
            "delta = delta + theta[1][k - 1]",
            "the bias is added on the way down",
            "Which of a_k's terms depends on h_{k−1}?",
            cost=2,
        ),
        averaged_on_the_way=wrong(
            "delta = delta.mean(axis=1, keepdims=True) * np.ones_like(delta)",
            "the examples are averaged on the way down",
            "Each example has a gradient of its own on the way down. Where do you mix them?",
            cost=1.5,
        ),
        overwrites_a=wrong(
            "a[k - 1][...] = g_prime(a[k - 1])",
            "right values, but the caller's a is overwritten",
            "Call your function twice with the same arguments: the second answer differs. What has changed?",
            seen=26,
            shows="changed_input",
        ),
    ),
    result=slot(
        "return Parameters(grad_W, grad_b)",
        ORDER,
        shifted=wrong(
            "return Parameters(grad_W[1:] + [None], grad_b[1:] + [None])",
            "every gradient stands one index too low",
            "grad_W[k] should belong to W_k. What stands at index 0?",
            seen=27,
        ),
        without_index_0=wrong(
            "return Parameters(grad_W[1:], grad_b[1:])",
            "index 0 is missing, so that every gradient stands one index too low",
            "grad_W[k] should belong to W_k. What stands at index 0?",
            seen=27,
        ),
        reversed=wrong(
            "return Parameters([None] + grad_W[:0:-1], [None] + grad_b[:0:-1])",
            "the layers come in the order in which they were found",
            "You work from L down to 1. In which order do you return them?",
            seen=27,
        ),
        reversed_without_index_0=wrong(
            "return Parameters(grad_W[:0:-1], grad_b[:0:-1])",
            "the layers come in the order in which they were found, without index 0",
            "You work from L down to 1. In which order do you return them?",
            seen=27,
        ),
        biases_first=wrong("return Parameters(grad_b, grad_W)", "the biases' gradients come first"),
        weights_alone=wrong("return grad_W", "only the weights' gradients are returned"),
        transposed=wrong(
            "return Parameters([None] + [g.T for g in grad_W[1:]], grad_b)",
            "every grad_W is transposed",
            "A gradient has the shape of its parameter. Which shape has W_k?",
            seen=29,
        ),
    ),
    wholes={
        "of_two_layers": wrong(
            """
            def back_propagation(theta, h, a, y_hat, y, g_prime):
                W = theta[0]
                delta_2 = output_gradient(y_hat, y)
                grad_W_2, grad_b_2 = parameter_gradients(delta_2, h[1])
                delta_1 = preactivation_gradient(hidden_gradient(W[2], delta_2), a[1], g_prime)
                grad_W_1, grad_b_1 = parameter_gradients(delta_1, h[0])
                return Parameters([None, grad_W_1, grad_W_2], [None, grad_b_1, grad_b_2])
            """,
            "written out for exactly two layers",
            "Your code names layer 1 and layer 2. What of a network with three?",
            seen=28,
            shows="raised",
        ),
        "adds_up": wrong(
            """
            def back_propagation(theta, h, a, y_hat, y, g_prime, kept={}):
                W = theta[0]
                L = len(W) - 1
                grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
                delta = output_gradient(y_hat, y)
                for k in range(L, 0, -1):
                    grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
                    if k > 1:
                        delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
                key = tuple(w.shape for w in W[1:])
                if key in kept:
                    grad_W = [None] + [new + old for new, old in zip(grad_W[1:], kept[key], strict=True)]
                kept[key] = grad_W[1:]
                return Parameters(grad_W, grad_b)
            """,
            "adds to the gradients of the last call",
            "Call your function twice with the same arguments: the second answer is twice the first. What is kept?",
            seen=43,
            shows="not_repeatable",
        ),
    },
)

MODELS: tuple[Model, ...] = (
    OUTPUT_GRADIENT,
    PARAMETER_GRADIENTS,
    HIDDEN_GRADIENT,
    PREACTIVATION_GRADIENT,
    BACK_PROPAGATION,
)
