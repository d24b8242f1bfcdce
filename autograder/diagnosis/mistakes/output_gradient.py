"""Known mistakes in `output_gradient` (notebook 04)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np, one_hot


@mistake(
    "output_gradient",
    effect="e(y) − ŷ: the sign is turned round",
    hint="The slide has a minus in front of a bracket. Where has it gone?",
    general="ratio_minus_1",
    seen=21,
)
def output_gradient_sign(y_hat, y):
    return one_hot(y, y_hat.shape[0]) - y_hat


@mistake(
    "output_gradient",
    effect="already divided by m",
    hint="The mean over the batch is taken one step later. Should it be taken here as well?",
    general="ratio_1_over_m",
    seen=18,
)
def output_gradient_divided_by_m(y_hat, y):
    return (y_hat - one_hot(y, y_hat.shape[0])) / y_hat.shape[1]


@mistake(
    "output_gradient",
    effect="the labels themselves are subtracted",
    hint="You subtract the number of the class. What is e(y), and which shape has it?",
)
def output_gradient_without_one_hot(y_hat, y):
    return y_hat - y


@mistake(
    "output_gradient",
    effect="times ŷ(1 − ŷ): another output function's derivative",
    hint="In ŷ − e(y) the derivative of softmax is already contained. What do you multiply by?",
    seen=20,
)
def output_gradient_times_p_one_minus_p(y_hat, y):
    return (y_hat - one_hot(y, y_hat.shape[0])) * y_hat * (1 - y_hat)


@mistake(
    "output_gradient",
    effect="twice",
    hint="A 2 comes from differentiating a square. There is no square in this loss.",
    general="ratio_2",
    seen=19,
)
def output_gradient_doubled(y_hat, y):
    return 2 * (y_hat - one_hot(y, y_hat.shape[0]))


@mistake(
    "output_gradient",
    effect="∇_ŷ instead of ∇_{a_L}",
    hint="That is the gradient with respect to ŷ. One more step of the chain rule leads to a_L.",
    seen=16,
)
def output_gradient_of_y_hat(y_hat, y):
    return -one_hot(y, y_hat.shape[0]) / y_hat


@mistake(
    "output_gradient",
    effect="right values, but the caller's ŷ is overwritten",
    hint="Right numbers, and the caller's ŷ is gone. Into which array do you subtract?",
    general="changed_input",
    seen=10,
)
def output_gradient_in_place(y_hat, y):
    y_hat[y, np.arange(len(y))] -= 1
    return y_hat


@mistake(
    "output_gradient",
    effect="0 for every class but the true one",
    hint="Raising a wrong class's logit makes the loss worse, so its gradient is not 0.",
)
def output_gradient_true_class_only(y_hat, y):
    e = one_hot(y, y_hat.shape[0])
    return e * (y_hat - 1)


@mistake(
    "output_gradient",
    effect="the 1 is subtracted one class too far down",
    hint="From which class do you subtract the 1? The first is called 0.",
)
def output_gradient_counts_from_one(y_hat, y):
    return y_hat - np.roll(one_hot(y, y_hat.shape[0]), 1, axis=0)


@mistake(
    "output_gradient",
    effect="the predicted class takes the place of the true one",
    hint="You reward the network for what it believes already. Which class should the 1 stand for?",
)
def output_gradient_of_the_guess(y_hat, y):
    return y_hat - one_hot(y_hat.argmax(axis=0), y_hat.shape[0])


@mistake(
    "output_gradient",
    effect="an example a row",
    hint="One example is one column. What is the shape of what you return?",
    general="transposed",
    seen=29,
)
def output_gradient_transposed(y_hat, y):
    return (y_hat - one_hot(y, y_hat.shape[0])).T
