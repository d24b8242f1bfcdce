"""The slots of the backward pass before the way down: where it starts, and each layer's own gradients."""

from __future__ import annotations

from autograder.backpropagation.models.back_propagation.questions import COUNTS, MEAN, ONCE, WHICH
from autograder.backpropagation.models.declare import Slot, slot, wrong

LAST = "ŷ − e(y) is already the gradient with respect to a_L. What do you do to it before the loop?"
LOOP = "How often does your loop run for L layers, and what is k the last time?"

SLOTS: dict[str, Slot] = dict(
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
)
