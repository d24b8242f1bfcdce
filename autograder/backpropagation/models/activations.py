"""The error models of notebook 01: the activations and their derivatives."""

from __future__ import annotations

from autograder.backpropagation.models.declare import Model, model, slot, wrong

FORMULA = "Write the formula of the text beside your line, and compare them term by term."
ONE_BY_ONE = "One number came back for a whole array: the formula is to be used entry by entry."

LOGISTIC = model(
    """
    def logistic(a):
        {first}
        z = np.exp(-np.abs(a))
        s = {value}
        {result}
    """,
    first=slot(
        "",
        "What do you do to a before the exponential?",
        clipped_too_early=wrong(
            "a = np.clip(a, -3, 3)",
            "flat beyond ±3",
            "You cut the input off to avoid overflow, and cut too early: the tails of your curve are flat.",
        ),
        clipped_at_ten=wrong(
            "a = np.clip(a, -10, 10)",
            "flat beyond ±10",
            "You cut the input off to avoid overflow, and cut too early: the tails of your curve are flat.",
            cost=1.5,
        ),
        of_relu=wrong("a = np.maximum(a, 0)", "negative numbers count as 0", cost=1.5),
        of_absolute=wrong("a = np.abs(a)", "the sign of a is lost", cost=1.5),
    ),
    value=slot(
        "np.where(np.asarray(a) >= 0, 1, z) / (1 + z)",
        FORMULA,
        falls=wrong(
            "1 / (1 + np.exp(np.minimum(a, 700.0)))",
            "1 − g(a): falls where it should rise",
            "Is your logistic near 1 for large a, or near 0? Look at the sign inside the exponential.",
        ),
        overflows_below=wrong(
            "1 / (1 + np.exp(-a))",
            "right values, an overflow warning for large negative a",
            "For a = −1000 you ask for exp(1000), which no float can hold. Which form of the formula never needs it?",
            seen=7,
            shows="warned",
        ),
        overflows_above=wrong(
            "np.exp(a) / (1 + np.exp(a))",
            "nan for large a: inf / inf",
            "For a = 1000 both the top and the bottom of your fraction are infinite. Divide them by something first.",
            shows="overflow",
        ),
        is_tanh=wrong(
            "np.tanh(a)",
            "tanh(a): values between −1 and 1",
            "The logistic's values lie between 0 and 1. Which function have you written that reaches −1?",
        ),
        without_the_one=wrong(
            "1 / np.exp(-np.minimum(a, 700.0))",
            "e^a: the 1 in the denominator is missing",
            "Your values grow beyond 1. Read the denominator once more: it has two terms.",
        ),
        without_brackets=wrong(
            "1 / 1 + np.exp(-np.maximum(a, -700.0))",
            "1 + e^(−a): the denominator has no brackets",
            "Division comes before addition: what does Python divide by what in your line?",
        ),
        minus_in_the_denominator=wrong("1 / (1 - np.exp(-np.clip(a, -700, 700)))", "1 − e^(−a) in the denominator"),
        too_steep=wrong(
            "1 / (1 + np.exp(-2 * np.maximum(a, -350.0)))",
            "g(2a): twice as steep",
            "At 0 you are right, and further out too steep. What stands in the exponent beside a?",
        ),
        too_flat=wrong("1 / (1 + np.exp(-np.maximum(a, -1400.0) / 2))", "g(a/2): half as steep", cost=1.5),
        with_base_two=wrong("1 / (1 + np.exp2(-np.maximum(a, -1000.0)))", "powers of 2 instead of e", cost=1.5),
        is_its_slope=wrong("np.exp(-np.abs(a)) / (1 + np.exp(-np.abs(a))) ** 2", "the slope instead of the function"),
        is_softplus=wrong("np.log1p(np.exp(np.minimum(a, 700.0)))", "ln(1 + e^a)", cost=1.5),
        only_the_exponential=wrong("np.exp(-np.maximum(a, -700.0))", "e^(−a) alone", cost=1.5),
        is_a_step=wrong("(np.asarray(a) > 0).astype(float)", "0 and 1: a step instead of a smooth curve", cost=1.5),
        of_the_sum=wrong(
            "np.exp(np.minimum(a, 300.0)) / np.sum(np.exp(np.minimum(a, 300.0)))",
            "softmax instead of the logistic: the entries sum to 1",
            "Your entries sum to 1. Should the entries know of one another here?",
        ),
    ),
    result=slot(
        "return s",
        "What do you do to the values last?",
        in_single_precision=wrong(
            "return s.astype(np.float32)",
            "only about seven digits are right",
            "Your result has too few digits: somewhere the numbers pass through float32.",
            shows="float32",
        ),
        negative=wrong("return -s", "the opposite sign", "Write the difference out once more: which way round?"),
        flattened=wrong("return np.ravel(s)", "the shape is lost", "Any shape goes in. Which comes out?"),
    ),
    wholes={
        "negates_its_input": wrong(
            """
            def logistic(a):
                np.negative(a, out=a)
                return 1 / (1 + np.exp(np.minimum(a, 700.0)))
            """,
            "the caller's array is negated",
            "After the call the caller's array had changed. Which of your lines writes into `a` itself?",
            seen=9,
            shows="changed_input",
        ),
    },
)

LOGISTIC_PRIME = model(
    """
    def logistic_prime(a):
        s = {inside}
        return {value}
    """,
    inside=slot(
        "logistic(a)",
        "g′ = g(1 − g) is written in terms of g. What does your function receive: a, or g(a)?",
        of_the_activation=wrong("np.asarray(a)", "a(1 − a): a is taken for g(a)", seen=23),
        twice=wrong(
            "logistic(logistic(a))",
            "g′(g(a)): the logistic acts twice",
            "How many times does the logistic act on a in your formula?",
            seen=23,
        ),
        of_minus_exponential=wrong("np.exp(-np.maximum(a, -700.0))", "e^(−a) is taken for g(a)", cost=1.5),
        of_tanh=wrong(
            "np.tanh(a)", "tanh(a) is taken for g(a)", "Whose slope is asked for? Which function do you call?"
        ),
    ),
    value=slot(
        "s * (1 - s)",
        FORMULA,
        plus=wrong(
            "s * (1 + s)",
            "g(1 + g)",
            "Your slope is never smaller than the logistic itself, but far out the curve is flat. Check a sign.",
        ),
        squared=wrong(
            "s**2",
            "g²",
            "Your slope is not symmetric about 0, and the curve's slope is. One of the two factors is not right.",
        ),
        one_factor=wrong(
            "1 - s",
            "1 − g: a factor is missing",
            "For very negative a your slope is 1, but there the curve is flat. A factor is missing.",
        ),
        is_the_function=wrong(
            "s", "g(a), the function instead of its slope", "For large a you return 1. What is the slope there?"
        ),
        negative=wrong("s * (s - 1)", "g(g − 1): negative", "Can the slope of a rising curve be negative?"),
        by_tanhs_rule=wrong(
            "1 - s**2",
            "1 − g²: tanh's formula",
            "That is the form of another function's derivative, which you will need two exercises on.",
        ),
        times_a=wrong("a * (1 - s)", "a(1 − g(a)): one factor is a, not g(a)", seen=23),
        times_one_minus_a=wrong("s * (1 - np.asarray(a))", "g(a)(1 − a): one factor holds a, not g(a)", seen=23),
        with_a_factor_a=wrong("a * s * (1 - s)", "a g(1 − g): a comes in besides", cost=1.5),
        s_minus_cube=wrong("s * (1 - s**2)", "g(1 − g²)", cost=1.5),
        squared_slope=wrong("(s * (1 - s)) ** 2", "the slope squared", cost=1.5),
        both_complements=wrong("(1 - s) ** 2", "(1 − g)²", cost=1.5),
        is_one_minus_two_s=wrong("1 - 2 * s", "1 − 2g", cost=2),
        constant=wrong(
            "np.full(np.shape(a), 0.25)",
            "¼ everywhere: the slope at 0",
            "Your slope is the same everywhere, so it does not depend on a. Where should a come in?",
            seen=22,
            evident=True,
        ),
    ),
)

TANH_PRIME = model(
    """
    def tanh_prime(a):
        t = {inside}
        return {value}
    """,
    inside=slot(
        "np.tanh(a)",
        "1 − h² is right where h = tanh(a). What does your function receive?",
        of_the_activation=wrong("np.asarray(a)", "1 − a²: a is taken for tanh(a)", seen=23),
        twice=wrong("np.tanh(np.tanh(a))", "tanh′(tanh(a)): tanh acts twice", "How often does tanh act on a?", seen=23),
        of_the_logistic=wrong("logistic(a)", "the logistic is taken for tanh", "Whose slope is asked for?"),
        of_relu=wrong("np.maximum(0, a)", "relu is taken for tanh", "Whose slope is asked for?", cost=1.5),
        from_exponentials=wrong(
            "(np.exp(a) - np.exp(-np.asarray(a))) / (np.exp(a) + np.exp(-np.asarray(a)))",
            "nan beyond about 710: inf / inf",
            "You build tanh from exponentials, and they overflow. NumPy has a tanh that does not.",
            seen=11,
            shows="overflow",
        ),
        of_tan=wrong("np.tan(a)", "tan instead of tanh", cost=1.5),
    ),
    value=slot(
        "1 - t**2",
        FORMULA,
        not_squared=wrong(
            "1 - t", "1 − tanh(a): not squared", "The slope of tanh is the same at a and at −a. Is yours?"
        ),
        plus=wrong(
            "1 + t**2", "1 + tanh²: at least 1", "Far out tanh is flat, and your slope there is 2. Check a sign."
        ),
        negative=wrong("t**2 - 1", "negative everywhere", "Can the slope of a rising curve be negative?"),
        sech_not_squared=wrong(
            "np.sqrt(1 - t**2)",
            "1/cosh: not squared",
            "Right at 0, too wide further out. Your formula needs one more power.",
        ),
        by_the_logistics_rule=wrong(
            "t * (1 - t)",
            "t(1 − t): the logistic's formula",
            "That is the logistic's rule with tanh put in. Derive it once for tanh.",
        ),
        is_the_function=wrong(
            "t", "tanh(a), the function instead of its slope", "At 0 you return 0. Is tanh flat there?"
        ),
        is_the_square=wrong("t**2", "tanh²: the 1 is missing", "At 0 you return 0. Is tanh flat there?"),
        square_of_the_difference=wrong("(1 - t) ** 2", "(1 − tanh)²: the bracket is squared, not tanh", cost=1.5),
        squared_slope=wrong("(1 - t**2) ** 2", "the slope squared", cost=1.5),
        of_arctan=wrong(
            "1 / (1 + np.asarray(a) ** 2)",
            "the slope of arctan, 1/(1 + a²)",
            "Two curves look alike, tanh and arctan. Of which one is your formula the slope?",
            cost=1.5,
        ),
        of_half=wrong(
            "1 - np.tanh(np.asarray(a) / 2) ** 2",
            "tanh(a/2) stands for tanh(a)",
            "At 1 the slope is 1 − tanh(1)². Work out tanh(1) by your line, and compare.",
            cost=1.5,
        ),
        tanh_of_the_square=wrong("1 - np.tanh(np.asarray(a) ** 2)", "1 − tanh(a²): a is squared, not tanh(a)"),
        upside_down=wrong("1 / np.maximum(1 - t**2, 1e-300)", "cosh²: the fraction stands upside down", cost=1.5),
        halved=wrong("(1 - t**2) / 2", "half as large", "Where does the ½ come from?", cost=1.5),
    ),
)

RELU = model(
    """
    def relu(a):
        return {value}
    """,
    value=slot(
        "np.maximum(0, a)",
        "What should come out for a = 3, and what for a = −2?",
        writes_into_its_input=wrong(
            "np.maximum(0, a, a)",
            "the caller's array is overwritten",
            "np.maximum's third argument is where it writes. Whose array is that?",
            seen=9,
            shows="changed_input",
        ),
        is_abs=wrong("np.abs(a)", "|a|", "What should come out for a = −2, and what does?"),
        leaks=wrong(
            "np.where(np.asarray(a) > 0, a, 0.01 * np.asarray(a))",
            "a small slope below 0",
            "Below 0 the function of this exercise is exactly 0. Yours still leaks.",
        ),
        leaks_more=wrong(
            "np.where(np.asarray(a) > 0, a, 0.1 * np.asarray(a))",
            "a slope of 0.1 below 0",
            "Below 0 the function of this exercise is exactly 0. Yours still leaks.",
            cost=1.5,
        ),
        keeps_the_wrong_half=wrong(
            "np.minimum(0, a)", "min(0, a)", "You keep the wrong half: which side should pass unchanged?"
        ),
        turned_round=wrong("np.maximum(0, -np.asarray(a))", "max(0, −a)", "Which side should pass unchanged?"),
        is_a_step=wrong(
            "(np.asarray(a) > 0).astype(float)",
            "1 where it should be a",
            "For a = 3 you return 1. That is the slope of the function, not the function.",
            evident=True,
        ),
        is_the_identity=wrong(
            "np.array(a)", "a comes back as it is", "What should come out for a = −2, and what does?", evident=True
        ),
        clipped_at_one=wrong(
            "np.clip(a, 0, 1)", "flat above 1", "For a = 3 you return 1. Is this function bounded above?"
        ),
        bounded_below_by_one=wrong("np.maximum(1, a)", "max(1, a)", cost=1.5),
        starts_at_one=wrong(
            "np.where(np.asarray(a) > 1, a, 0)", "0 up to 1", "At which a does the function leave 0?", cost=1.5
        ),
        minus_one_below=wrong("np.where(np.asarray(a) > 0, a, -1)", "−1 below 0", cost=1.5),
        one_below=wrong("np.where(np.asarray(a) > 0, a, 1)", "1 below 0", cost=1.5),
        negative=wrong("-np.maximum(0, a)", "the opposite sign", "Which sign should come out for a = 3?"),
        squared=wrong("np.maximum(0, a) ** 2", "the square", cost=1.5),
        is_exponential_below=wrong(
            "np.where(np.asarray(a) > 0, a, np.expm1(np.minimum(a, 0)))", "e^a − 1 below 0", cost=1.5
        ),
        is_softplus=wrong("np.logaddexp(0, a)", "ln(1 + e^a): smooth at 0", cost=1.5),
        smaller_than_the_mean=wrong("np.maximum(np.mean(a), a)", "max(mean, a)", cost=2),
        of_the_maximum=wrong(
            "max(0.0, float(np.max(a)))",
            "one number for the whole array",
            "One number came back for a whole array: the maximum is to be taken entry by entry.",
        ),
    ),
    wholes={
        "zeroes_its_input": wrong(
            """
            def relu(a):
                a[a < 0] = 0
                return a
            """,
            "the caller's negative entries become 0",
            "After the call the caller's array had changed. Work on a copy, or let NumPy make the new array.",
            seen=9,
            shows="changed_input",
        ),
    },
)

RELU_PRIME = model(
    """
    def relu_prime(a):
        return {value}
    """,
    value=slot(
        "np.heaviside(a, 0)",
        "What is the slope on each side of 0?",
        is_one=wrong(
            "np.ones(np.shape(a))", "1 everywhere", "What is the slope of the flat half?", seen=24, evident=True
        ),
        is_zero=wrong(
            "np.zeros(np.shape(a))",
            "0 everywhere",
            "What is the slope where a passes unchanged?",
            seen=35,
            evident=True,
        ),
        is_relu=wrong("np.maximum(0.0, a)", "the function itself", "For a = 3 you return 3. What is the slope there?"),
        on_the_wrong_side=wrong(
            "(np.asarray(a) < 0).astype(float)",
            "1 where it should be 0, and the other way",
            "Which half is the flat one?",
        ),
        leaks=wrong(
            "np.where(np.asarray(a) > 0, 1.0, 0.01)",
            "a small slope below 0",
            "Below 0 relu is exactly flat. Your derivative belongs to a leaky relative of it.",
        ),
        leaks_more=wrong(
            "np.where(np.asarray(a) > 0, 1.0, 0.1)",
            "a slope of 0.1 below 0",
            "Below 0 relu is exactly flat. Your derivative belongs to a leaky relative of it.",
            cost=1.5,
        ),
        keeps_negatives=wrong(
            "np.where(np.asarray(a) > 0, 1.0, a)", "a itself below 0", "Below 0 you return a. What is the slope there?"
        ),
        is_sign=wrong("np.sign(a)", "−1 below 0", "Below 0 you return −1: is relu falling there, or flat?"),
        negative=wrong("-np.heaviside(a, 0)", "−1 above 0", "Can the slope of a rising line be negative?"),
        kink_at_one=wrong(
            "(np.asarray(a) > 1).astype(float)",
            "the kink sits at 1",
            "For a = 0.5 you return 0. At which a does the slope change?",
        ),
        is_smooth=wrong("logistic(a)", "the logistic: the slope of a smooth relative", cost=1.5),
        two_at_zero=wrong(
            "np.where(np.asarray(a) == 0, 2.0, np.heaviside(a, 0))", "at 0 a slope that is not between 0 and 1", cost=2
        ),
        of_the_maximum=wrong("float(np.max(a) > 0)", "one number for the whole array", ONE_BY_ONE, evident=True),
    ),
    wholes={
        "in_place": wrong(
            """
            def relu_prime(a):
                a[a <= 0] = 0
                a[a > 0] = 1
                return a
            """,
            "the caller's array is overwritten",
            "The array you write the 0s and 1s into is the caller's own, and back propagation still needs it.",
            seen=26,
            shows="changed_input",
        ),
    },
)

MODELS: tuple[Model, ...] = (LOGISTIC, LOGISTIC_PRIME, TANH_PRIME, RELU, RELU_PRIME)
