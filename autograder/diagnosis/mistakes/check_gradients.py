"""Known mistakes in `check_gradients` (notebook 05)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import Parameters, np, numerical_gradient, relative_error


@mistake(
    "check_gradients",
    effect="the biases are never looked at",
    hint="A wrong gradient of a bias passes your check. Which tensors does your loop visit?",
    general="misses_wrong",
    seen=33,
)
def check_gradients_of_weights_only(loss, theta, grads):
    errors = Parameters([None], [None])
    for part in (0,):
        for k in range(1, len(theta[part])):

            def loss_of_one(tensor, part=part, k=k):
                moved = Parameters(list(theta[0]), list(theta[1]))
                moved[part][k] = tensor
                return loss(moved)

            numeric = numerical_gradient(loss_of_one, theta[part][k])
            errors[part].append(relative_error(grads[part][k], numeric))
    errors.b.extend([0.0] * (len(theta[1]) - 1))
    return errors


@mistake(
    "check_gradients",
    effect="the last layer is never looked at",
    hint="A wrong gradient in the last layer passes your check. Where does your loop end?",
    general="misses_wrong",
    seen=27,
)
def check_gradients_skips_the_last_layer(loss, theta, grads):
    errors = Parameters([None], [None])
    for part in (0, 1):
        for k in range(1, len(theta[part])):

            def loss_of_one(tensor, part=part, k=k):
                moved = Parameters(list(theta[0]), list(theta[1]))
                moved[part][k] = tensor
                return loss(moved)

            numeric = numerical_gradient(loss_of_one, theta[part][k])
            errors[part].append(relative_error(grads[part][k], numeric) if k < len(theta[part]) - 1 else 0.0)
    return errors


@mistake(
    "check_gradients",
    effect="the first layer is never looked at",
    hint="A wrong gradient in the first layer passes your check. Where does your loop begin?",
    general="misses_wrong",
    seen=27,
)
def check_gradients_skips_the_first_layer(loss, theta, grads):
    errors = Parameters([None], [None])
    for part in (0, 1):
        for k in range(1, len(theta[part])):

            def loss_of_one(tensor, part=part, k=k):
                moved = Parameters(list(theta[0]), list(theta[1]))
                moved[part][k] = tensor
                return loss(moved)

            numeric = numerical_gradient(loss_of_one, theta[part][k])
            errors[part].append(relative_error(grads[part][k], numeric) if k > 1 else 0.0)
    return errors


@mistake(
    "check_gradients",
    effect="always 0: the gradient is compared with itself",
    hint="Your check never fails. Which two arrays do you compare?",
    general="misses_wrong",
)
def check_gradients_against_itself(loss, theta, grads):
    errors = Parameters([None], [None])
    for part in (0, 1):
        for k in range(1, len(theta[part])):

            def loss_of_one(tensor, part=part, k=k):
                moved = Parameters(list(theta[0]), list(theta[1]))
                moved[part][k] = tensor
                return loss(moved)

            numeric = numerical_gradient(loss_of_one, theta[part][k])
            errors[part].append(relative_error(grads[part][k], grads[part][k]))
    return errors


@mistake(
    "check_gradients",
    effect="absolute differences, averaged",
    hint="Small gradients always look right to you. Which measure did you write one exercise ago?",
    general="misses_wrong",
)
def check_gradients_averages(loss, theta, grads):
    errors = Parameters([None], [None])
    for part in (0, 1):
        for k in range(1, len(theta[part])):

            def loss_of_one(tensor, part=part, k=k):
                moved = Parameters(list(theta[0]), list(theta[1]))
                moved[part][k] = tensor
                return loss(moved)

            numeric = numerical_gradient(loss_of_one, theta[part][k])
            errors[part].append(float(np.mean(np.abs(grads[part][k] - numeric))))
    return errors


@mistake(
    "check_gradients",
    effect="theta ends up moved by ε",
    hint="After the call theta had changed. Into whose lists do you put the moved tensor?",
    general="changed_input",
    seen=44,
)
def check_gradients_moves_theta(loss, theta, grads):
    errors = Parameters([None], [None])
    for part in (0, 1):
        for k in range(1, len(theta[part])):

            def loss_of_one(tensor, part=part, k=k):
                moved = theta
                moved[part][k] = tensor
                return loss(moved)

            numeric = numerical_gradient(loss_of_one, theta[part][k])
            errors[part].append(relative_error(grads[part][k], numeric))
    return errors


@mistake(
    "check_gradients",
    effect="signs are ignored",
    hint="A gradient with the wrong sign passes your check. What do you do before comparing?",
    general="misses_wrong",
    seen=32,
)
def check_gradients_of_sizes_only(loss, theta, grads):
    errors = Parameters([None], [None])
    for part in (0, 1):
        for k in range(1, len(theta[part])):

            def loss_of_one(tensor, part=part, k=k):
                moved = Parameters(list(theta[0]), list(theta[1]))
                moved[part][k] = tensor
                return loss(moved)

            numeric = numerical_gradient(loss_of_one, theta[part][k])
            errors[part].append(relative_error(np.abs(grads[part][k]), np.abs(numeric)))
    return errors


@mistake(
    "check_gradients",
    effect="only the sum of each tensor is compared",
    hint="Two wrong entries that cancel pass your check. Compare entry by entry.",
    general="misses_wrong",
)
def check_gradients_of_sums(loss, theta, grads):
    errors = Parameters([None], [None])
    for part in (0, 1):
        for k in range(1, len(theta[part])):

            def loss_of_one(tensor, part=part, k=k):
                moved = Parameters(list(theta[0]), list(theta[1]))
                moved[part][k] = tensor
                return loss(moved)

            numeric = numerical_gradient(loss_of_one, theta[part][k])
            errors[part].append(relative_error(np.sum(grads[part][k]), np.sum(numeric)))
    return errors
