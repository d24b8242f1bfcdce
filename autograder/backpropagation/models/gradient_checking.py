"""The error models of notebook 05: the numerical gradient, the relative error, the gradient check, the suspects."""

from __future__ import annotations

from autograder.backpropagation.models.declare import Model, model, slot, wrong

APART = "How far apart are your two points?"
LINEAR = "Your error is proportional to ε. Which difference has an error proportional to ε²?"

NUMERICAL_GRADIENT = model(
    """
    def numerical_gradient(f, x, epsilon=1e-5):
        {step}
        x = {array}
        gradient = np.zeros(x.shape)
        above, below = x.copy(), x.copy()
        for i in {entries}:
            {move}
            gradient[i] = {difference} / {width}
            {back}
        {result}
    """,
    step=slot(
        "",
        "With another ε nothing changes. Which step do you take?",
        ignores_epsilon=wrong("epsilon = 1e-5", "always a step of 1e-5", seen=37),
    ),
    array=slot(
        "np.asarray(x, dtype=np.float64)",
        "Can the array that you move hold a step of 1e-5?",
        in_single_precision=wrong(
            "np.asarray(x, dtype=np.float32)",
            "x is moved in single precision: a step of 1e-5 is half lost",
            "How many digits does your copy of x hold?",
            cost=1.5,
        ),
    ),
    entries=slot(
        "np.ndindex(x.shape)",
        "Which entries does your loop visit?",
        of_the_first_axis=wrong(
            "range(len(x))",
            "whole rows move at once",
            "x[i] is a whole row of a matrix. How do you reach one entry of an array of any shape?",
            shows="raised",
        ),
        all_but_the_last=wrong(
            "list(np.ndindex(x.shape))[:-1]", "the last entry is left out", "Where does your loop end?", cost=1.5
        ),
    ),
    move=slot(
        "above, below = x.copy(), x.copy()\nabove[i] += epsilon\nbelow[i] -= epsilon",
        "How many entries move, and by how much?",
        moves_everything=wrong(
            "above, below = x + epsilon, x - epsilon",
            "every entry is the sum of all partial derivatives: all entries move at once",
            "You move all entries at once. How many should move for one partial derivative?",
        ),
        never_moves_back=wrong(
            "above[i] += epsilon\nbelow[i] -= epsilon",
            "each entry is the sum of the partial derivatives so far",
            "You move entry after entry and take none of the moves back.",
        ),
        never_moves_back_up=wrong(
            "below = x.copy()\nabove[i] += epsilon\nbelow[i] -= epsilon",
            "the point above is never taken back",
            "You move entry after entry: which of the moves is not taken back?",
            cost=1.5,
        ),
        twice_as_far=wrong(
            "above, below = x.copy(), x.copy()\nabove[i] += 2 * epsilon\nbelow[i] -= 2 * epsilon",
            "the points are 4ε apart",
            APART,
            cost=1.5,
        ),
        half_as_far=wrong(
            "above, below = x.copy(), x.copy()\nabove[i] += epsilon / 2\nbelow[i] -= epsilon / 2",
            "the points are ε apart, not 2ε",
            APART,
            cost=1.5,
        ),
        relative_step=wrong(
            "above, below = x.copy(), x.copy()\nabove[i] += epsilon * x[i]\nbelow[i] -= epsilon * x[i]",
            "the step is ε times the entry",
            "By how much do you move an entry?",
            cost=1.5,
        ),
    ),
    difference=slot(
        "(f(above) - f(below))",
        "At which two points do you ask for f?",
        forward=wrong(
            "2 * (f(above) - f(x))",
            "forward differences: the error falls with ε, not with ε²",
            LINEAR,
        ),
        backward=wrong("2 * (f(x) - f(below))", "backward differences: the error falls with ε, not with ε²", LINEAR),
        negative=wrong("(f(below) - f(above))", "the opposite sign", "Which of your two points lies above?"),
        difference_without_brackets=wrong(
            "2 * epsilon * f(above) - f(below)",
            "only f below is divided: the difference has no brackets",
            "In which order does Python work off `-` and `/`?",
        ),
        summed=wrong(
            "(f(above) + f(below))", "f is added at both points", "What is a slope: a sum, or a difference?", cost=1.5
        ),
        forward_halved=wrong(
            "(f(above) - f(x))",
            "forward differences, divided by 2ε: half as large",
            "At which two points do you ask for f, and how far apart are they?",
        ),
    ),
    width=slot(
        "(2 * epsilon)",
        APART,
        without_the_two=wrong("epsilon", "twice: divided by ε instead of 2ε", APART, seen=19),
        not_divided=wrong("1", "the differences are not divided", "A slope is a quotient. What stands below the line?"),
        without_brackets=wrong(
            "(2 / epsilon)",
            "times ε: the 2ε below the line has no brackets",
            "In which order does Python work off `/` and `*`?",
        ),
        four=wrong("(4 * epsilon)", "half: divided by 4ε", APART, cost=1.5),
        squared=wrong("epsilon**2", "divided by ε²", APART, cost=1.5),
    ),
    back=slot(
        "",
        "Where does your `return` stand?",
        first_entry_only=wrong(
            "break",
            "only the first entry is worked out",
            "How often does your loop run? Look at where `return` stands.",
        ),
    ),
    result=slot(
        "return gradient",
        "A gradient has the shape of its x.",
        flattened=wrong("return gradient.ravel()", "a flat list of numbers"),
        norm=wrong("return np.linalg.norm(gradient)", "one number: the length of the gradient", cost=1.5),
        sum=wrong("return gradient.sum()", "one number: the sum of the entries", cost=1.5),
    ),
    wholes={
        "moves_x": wrong(
            """
            def numerical_gradient(f, x, epsilon=1e-5):
                gradient = np.zeros(x.shape)
                for i in np.ndindex(x.shape):
                    x[i] += epsilon
                    f_above = f(x)
                    x[i] -= 2 * epsilon
                    gradient[i] = (f_above - f(x)) / (2 * epsilon)
                return gradient
            """,
            "x is left moved by ε",
            "After the call x had changed. Which move is not taken back?",
            seen=44,
            shows="changed_input",
        ),
    },
)

BELOW = "Which of the two sizes does the text divide by?"
NORMS = "A small entry that is all wrong barely moves your number. The text divides entry by entry."

RELATIVE_ERROR = model(
    """
    def relative_error(analytic, numeric):
        a, n = np.asarray(analytic, dtype=np.float64), np.asarray(numeric, dtype=np.float64)
        {first}
        above = {above}
        scale = {below}
        with np.errstate(invalid="ignore", divide="ignore"):
            errors = above / {safe}
        {result}
    """,
    first=slot(
        "",
        "Which entries do you compare?",
        of_the_first=wrong(
            "a, n = a.ravel()[:1], n.ravel()[:1]",
            "the first entry only",
            "Change the last entry: your number stays as it was.",
        ),
        of_sums=wrong("a, n = np.sum(a), np.sum(n)", "the sums are compared, not the entries", NORMS, cost=1.5),
    ),
    above=slot(
        "np.abs(a - n)",
        "What stands above the line?",
        signed=wrong("(a - n)", "the sign is kept: too small a gradient looks perfect", "What if a is smaller than n?"),
        signed_other_way=wrong(
            "(n - a)", "the sign is kept: too large a gradient looks perfect", "What if a is larger than n?"
        ),
        difference_of_sizes=wrong(
            "np.abs(np.abs(a) - np.abs(n))",
            "signs are ignored in the difference",
            "What if a and n have opposite signs?",
        ),
        squared=wrong(
            "(a - n) ** 2", "the difference is squared", "Compare what stands above the line with the text.", cost=1.5
        ),
        sum_above=wrong("np.abs(a + n)", "a + n instead of a − n", cost=1.5),
    ),
    below=slot(
        "np.maximum(np.abs(a), np.abs(n))",
        BELOW,
        of_the_sum=wrong(
            "np.abs(a) + np.abs(n)",
            "divided by |a| + |n| instead of the larger",
            "That is another definition of the same idea. Which denominator does the text use?",
        ),
        of_the_mean=wrong(
            "(np.abs(a) + np.abs(n)) / 2",
            "divided by the mean of |a| and |n| instead of the larger",
            "That is another definition of the same idea. Which denominator does the text use?",
        ),
        of_a_only=wrong("np.abs(a)", "divided by |a| alone", "Swap the two gradients: the answer should be the same."),
        of_n_only=wrong("np.abs(n)", "divided by |n| alone", "Swap the two gradients: the answer should be the same."),
        of_the_smaller=wrong("np.minimum(np.abs(a), np.abs(n))", "divided by the smaller of the two", BELOW),
        of_the_largest_entry=wrong(
            "np.max(np.maximum(np.abs(a), np.abs(n)), initial=0.0)",
            "divided by the largest entry of all: a wrong small entry disappears",
            NORMS,
        ),
        of_the_largest_sum=wrong(
            "np.max(np.abs(a) + np.abs(n), initial=0.0)",
            "divided by the largest |a| + |n| of all: a wrong small entry disappears",
            NORMS,
        ),
        of_a_where_not_0=wrong(
            "np.where(a == 0, np.abs(n), np.abs(a))",
            "divided by |a| alone, but where that is 0",
            "Swap the two gradients: the answer should be the same.",
        ),
        of_n_where_not_0=wrong(
            "np.where(n == 0, np.abs(a), np.abs(n))",
            "divided by |n| alone, but where that is 0",
            "Swap the two gradients: the answer should be the same.",
        ),
        of_a_with_its_sign=wrong("a", "divided by a, sign and all", "What if a is negative?", cost=1.5),
        of_n_with_its_sign=wrong("n", "divided by n, sign and all", "What if n is negative?", cost=1.5),
        of_the_size_of_the_sum=wrong("np.abs(a + n)", "divided by |a + n|", BELOW, cost=1.5),
        signed_scale=wrong("np.maximum(a, n)", "divided by the larger of a and n, sign and all", BELOW, cost=1.5),
        absolute=wrong(
            "np.ones(np.shape(a))",
            "absolute: not divided at all",
            "Multiply both gradients by 1000: your number grows. A relative error should not.",
        ),
    ),
    safe=slot(
        "np.where(scale == 0, 1.0, scale)",
        "What happens where both are 0, and what where both are tiny?",
        of_zero_is_nan=wrong(
            "scale", "nan where both are 0", "Two zeros agree. What does 0 / 0 give you?", seen=15, shows="not_finite"
        ),
        with_a_floor=wrong(
            "np.maximum(1e-8, scale)",
            "gradients below 1e-8 always look right",
            "Gradients of size 1e-9 that differ by a factor two pass. What have you added to be safe?",
        ),
        with_an_epsilon=wrong(
            "(scale + 1e-8)",
            "1e-8 is added below the line: gradients of that size always look right",
            "Gradients of size 1e-9 that differ by a factor two pass. What have you added to be safe?",
        ),
        with_a_large_floor=wrong(
            "np.maximum(1e-5, scale)",
            "gradients below 1e-5 always look right",
            "Gradients of size 1e-6 that differ by a factor two pass. What have you added to be safe?",
            cost=1.5,
        ),
    ),
    result=slot(
        "return float(np.max(errors, initial=0.0))",
        "The answer is one number: the worst. How do you get from the entries to it?",
        averaged=wrong(
            "return float(np.mean(errors))",
            "the mean instead of the largest",
            "One wrong entry among a thousand: what does your number say?",
        ),
        summed=wrong(
            "return float(np.sum(errors))", "the sum instead of the largest", "How large can your number become?"
        ),
        smallest=wrong("return float(np.min(errors))", "the smallest instead of the largest", cost=1.5),
        in_percent=wrong(
            "return float(100 * np.max(errors, initial=0.0))",
            "in percent",
            "Opposite gradients give 2 by the formula. What do you get, and why?",
        ),
        halved=wrong(
            "return float(np.max(errors, initial=0.0) / 2)",
            "half",
            "Opposite gradients give 2 by the formula.",
            cost=1.5,
        ),
        of_each=wrong(
            "return errors", "one number an entry", "The answer is one number: the worst. Which reduction is missing?"
        ),
        as_yes_or_no=wrong(
            "return float(np.max(errors, initial=0.0) > 1e-2)",
            "0 or 1 instead of the error",
            "What is asked for: a number, or a verdict?",
            cost=1.5,
        ),
        of_norms=wrong(
            "size = max(map(np.linalg.norm, (a, n)))\nreturn float(np.linalg.norm(above) / size) if size else 0.0",
            "one ratio of norms: a wrong small entry disappears behind the large ones",
            NORMS,
        ),
        of_norms_added=wrong(
            "size = np.linalg.norm(a) + np.linalg.norm(n)\nreturn float(np.linalg.norm(above) / size) if size else 0.0",
            "one ratio of norms, by their sum: a wrong small entry disappears behind the large ones",
            NORMS,
        ),
        of_norm_of_numeric=wrong(
            "size = np.linalg.norm(n)\nreturn float(np.linalg.norm(above) / size) if size else 0.0",
            "one ratio of norms, by that of n: a wrong small entry disappears behind the large ones",
            NORMS,
        ),
        of_norms_of_the_sum=wrong(
            "size = np.linalg.norm(a + n)\nreturn float(np.linalg.norm(above) / size) if size else 0.0",
            "one ratio of norms, by that of a + n: a wrong small entry disappears behind the large ones",
            NORMS,
        ),
        norm_alone=wrong(
            "return float(np.linalg.norm(above))",
            "the length of the difference: not divided by anything",
            "Multiply both gradients by 1000: your number grows. A relative error should not.",
        ),
        of_means=wrong(
            "size = np.mean(np.abs(a))\nreturn float(np.mean(above) / size) if size else 0.0",
            "a mean over a mean: a wrong small entry disappears",
            NORMS,
        ),
        of_means_of_both=wrong(
            "size = np.mean(np.abs(a) + np.abs(n))\nreturn float(np.mean(above) / size) if size else 0.0",
            "a mean over a mean: a wrong small entry disappears",
            NORMS,
            cost=1.5,
        ),
        of_means_of_numeric=wrong(
            "size = np.mean(np.abs(n))\nreturn float(np.mean(above) / size) if size else 0.0",
            "a mean over a mean: a wrong small entry disappears",
            NORMS,
            cost=1.5,
        ),
        of_sums_of_both=wrong(
            "size = np.sum(np.abs(a)) + np.sum(np.abs(n))\nreturn float(np.max(above) / size) if size else 0.0",
            "the largest difference over a sum of all: a wrong small entry disappears",
            NORMS,
            cost=1.5,
        ),
        of_norm_of_analytic=wrong(
            "size = np.linalg.norm(a)\nreturn float(np.linalg.norm(above) / size) if size else 0.0",
            "one ratio of norms, by that of a: a wrong small entry disappears behind the large ones",
            NORMS,
            cost=1.5,
        ),
    ),
)

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

SUSPECTS = model(
    """
    def suspects():
        return {answers}
    """,
    answers=slot(
        "{}",
        "Run your check_gradients on each of them: some errors are far above 1e-2.",
        all_innocent=wrong("dict.fromkeys(lineup)", "every pass is said to be right", shows="wrong_answers"),
    ),
)

ENDS = "What does your function give far to the left and far to the right? What should it?"
SLOPE = "Differentiate by hand at a = 0. What does yours give there?"

OWN_LAYER_FORWARD = model(
    """
    def own_layer_forward(a, c):
        return {out}
    """,
    out=slot(
        "np.logaddexp(0, a)",
        ENDS,
        overflows=wrong(
            "np.log(1 + np.exp(a))",
            "right for small a only: e^a overflows",
            "What is e to the 1000?",
            shows="not_finite",
        ),
        is_relu=wrong("np.maximum(0, a)", "ReLU: the corner is not rounded", ENDS),
        is_logistic=wrong("logistic(a)", "the slope instead of the function", ENDS),
        base_2=wrong("np.logaddexp(0, a) / np.log(2)", "the logarithm to base 2", "Which logarithm is ln?"),
        base_10=wrong("np.logaddexp(0, a) / np.log(10)", "the logarithm to base 10", "Which logarithm is ln?"),
        without_the_one=wrong("np.asarray(a) * 1.0", "ln e^a, which is a: the 1 is missing", "What stands beside e^a?"),
        of_minus_a=wrong("np.logaddexp(0, -a)", "the sign of a is turned", "Which sign has the exponent?"),
        summed=wrong(
            "np.sum(np.logaddexp(0, a), axis=0, keepdims=True)", "summed over the column", "What shape comes out?"
        ),
        of_the_column=wrong(
            "np.log(1 + np.sum(np.exp(np.minimum(a, 700)), axis=0, keepdims=True)) + 0 * a",
            "the exponentials of a column are summed",
            "Each entry by itself, or all of a column?",
            cost=1.5,
        ),
        squared=wrong("np.logaddexp(0, a) ** 2", "squared", ENDS, cost=2),
    ),
)

OWN_LAYER_BACKWARD = model(
    """
    def own_layer_backward(grad_out, a, c):
        return {back}
    """,
    back=slot(
        "grad_out * logistic(a)",
        SLOPE,
        without_upstream=wrong(
            "logistic(a)", "the gradient from above is missing", "Double grad_out: what should become of your result?"
        ),
        without_slope=wrong("grad_out * np.ones_like(a)", "the slope is missing", "Does the layer do nothing at all?"),
        of_relu=wrong("grad_out * (a > 0)", "ReLU's slope", SLOPE),
        of_the_logistic=wrong(
            "grad_out * logistic_prime(a)", "the logistic's slope: differentiated once too often", SLOPE
        ),
        is_forward=wrong("grad_out * np.logaddexp(0, a)", "the function instead of its slope", SLOPE),
        of_minus_a=wrong(
            "grad_out * logistic(-a)", "σ(−a): the sign of a is turned", "Is the slope large to the right?"
        ),
        sign=wrong("-grad_out * logistic(a)", "the wrong sign", "Does softplus rise, or fall?"),
        mean_too_early=wrong(
            "grad_out * logistic(a) / a.shape[1]",
            "1/m: the mean is taken here",
            "When is the mean over the batch taken?",
        ),
        summed=wrong(
            "np.sum(grad_out * logistic(a), axis=0, keepdims=True) + 0 * a",
            "summed over the column",
            "Which entries of what comes out does one entry of a move?",
        ),
        of_tanh=wrong("grad_out * tanh_prime(a)", "the slope of tanh", SLOPE, cost=1.5),
        at_out=wrong(
            "grad_out * logistic(np.logaddexp(0, a))", "the slope at what comes out, not at a", "Where is it taken?"
        ),
    ),
)

MODELS: tuple[Model, ...] = (
    NUMERICAL_GRADIENT,
    RELATIVE_ERROR,
    CHECK_GRADIENTS,
    SUSPECTS,
    OWN_LAYER_FORWARD,
    OWN_LAYER_BACKWARD,
)
