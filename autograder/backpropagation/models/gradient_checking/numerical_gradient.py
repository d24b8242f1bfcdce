"""The error model of the numerical gradient."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

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
        ignores_epsilon=wrong("epsilon = 1e-5", "the same step, whatever ε is given", seen=37),
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
        squared=wrong(
            "epsilon**2", "divided by ε²", "By what is a difference of losses divided to give a slope?", cost=1.5
        ),
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
