"""The error model of the gradient check."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

LOOKS = "A wrong gradient passes your check. Which tensors does your loop visit?"

CHECK_GRADIENTS = model(
    """
    def check_gradients(loss, theta, grads):
        errors = Parameters([None], [None])
        for part in (0, 1):
            for k in range(1, len(theta[part])):

                def loss_of_one(tensor, part=part, k=k):
                    moved = {moved}
                    moved[part][k] = tensor
                    return loss(moved)

                numeric = numerical_gradient(loss_of_one, theta[part][k])
                error = {error}
                {kept}
                errors[part].append(error)
        return errors
    """,
    moved=slot(
        "Parameters(list(theta[0]), list(theta[1]))",
        "Into whose lists do you put the moved tensor?",
        moves_theta=wrong(
            "theta",
            "theta ends up moved by ε",
            "After the call theta had changed. Into whose lists do you put the moved tensor?",
            seen=44,
            shows="changed_input",
        ),
    ),
    error=slot(
        "relative_error(grads[part][k], numeric)",
        "Which two arrays do you compare, and with which measure?",
        against_itself=wrong(
            "relative_error(grads[part][k], grads[part][k])",
            "always 0: the gradient is compared with itself",
            "Your check never fails. Which two arrays do you compare?",
            shows="misses_wrong",
        ),
        averages=wrong(
            "float(np.mean(np.abs(grads[part][k] - numeric)))",
            "absolute differences, averaged",
            "Small gradients always look right to you. Which measure did you write one exercise ago?",
            shows="misses_wrong",
        ),
        absolute=wrong(
            "float(np.max(np.abs(grads[part][k] - numeric)))",
            "absolute differences",
            "Small gradients always look right to you. Which measure did you write one exercise ago?",
            shows="misses_wrong",
        ),
        of_sizes_only=wrong(
            "relative_error(np.abs(grads[part][k]), np.abs(numeric))",
            "signs are ignored",
            "A gradient with the wrong sign passes your check. What do you do before comparing?",
            seen=32,
            shows="misses_wrong",
        ),
        of_sums=wrong(
            "relative_error(np.sum(grads[part][k]), np.sum(numeric))",
            "only the sum of each tensor is compared",
            "Two wrong entries that cancel pass your check. Compare entry by entry.",
            shows="misses_wrong",
        ),
    ),
    kept=slot(
        "",
        LOOKS,
        of_weights_only=wrong(
            "error = error if part == 0 else 0.0",
            "the biases are never looked at",
            "A wrong gradient of a bias passes your check. Which tensors does your loop visit?",
            seen=33,
            shows="misses_wrong",
        ),
        of_biases_only=wrong(
            "error = error if part == 1 else 0.0",
            "the weights are never looked at",
            LOOKS,
            cost=1.5,
            shows="misses_wrong",
        ),
        skips_the_last_layer=wrong(
            "error = error if k < len(theta[part]) - 1 else 0.0",
            "the last layer is never looked at",
            "A wrong gradient in the last layer passes your check. Where does your loop end?",
            seen=27,
            shows="misses_wrong",
        ),
        skips_the_first_layer=wrong(
            "error = error if k > 1 else 0.0",
            "the first layer is never looked at",
            "A wrong gradient in the first layer passes your check. Where does your loop begin?",
            seen=27,
            shows="misses_wrong",
        ),
    ),
)
