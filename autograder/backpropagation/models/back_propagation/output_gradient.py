"""The error model of the gradient at the output."""

from __future__ import annotations

from autograder.backpropagation.models.back_propagation.questions import COLUMN
from autograder.backpropagation.models.declare import model, slot, wrong

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
            "In each column the 1 stands in one row. Print your indices and their shapes: which places do they pick?",
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
