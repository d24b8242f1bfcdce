"""What notebook 01 promises of the activations and their slopes."""

from __future__ import annotations

from autograder.checks.promise import Promise, first, instead, promise, result

KEEPS = result("np.copyto(a, result) or result")
TWO_DIMENSIONS = result("np.atleast_2d(result)")
HELD = "a holds the result afterwards"
ROWS = "what is no matrix becomes one, of a single row"
OF_VALUES = "a is taken for an activation"

PROMISES: tuple[Promise, ...] = (
    promise(
        "logistic",
        "It must work for inputs of ±1000 without a warning",
        "the textbook formula: right values, and an overflow with its warning",
        instead(
            ("    z = np.exp(-np.abs(a))", "    return 1 / (1 + np.exp(-np.asarray(a)))\n    z = np.exp(-np.abs(a))")
        ),
        "test_logistic_stable",
    ),
    promise(
        "logistic",
        "An overflow in the one that isn't picked still warns",
        "np.where over both formulas: right values, and the warnings of the one that isn't picked",
        first("return np.where(a >= 0, 1 / (1 + np.exp(-a)), np.exp(a) / (1 + np.exp(a)))"),
        "test_logistic_stable",
    ),
    promise(
        "logistic",
        "array of any shape",
        ROWS,
        TWO_DIMENSIONS,
        "test_logistic",
        "test_logistic_stable",
        argument="a",
    ),
    promise(
        "logistic",
        "entries from -1000 to 1000 and beyond",
        "a is cut at ±20, so that nothing is nearer to 0 than 2e-9",
        first("a = np.clip(a, -20, 20)"),
        "test_logistic",
        "test_logistic_stable",
    ),
    promise("logistic", "it stays as it is", HELD, KEEPS),
    promise("logistic", "Returns an array of the same shape", "a flat array", result("result.ravel()")),
    promise(
        "logistic_prime",
        "pre-activations (not activations)",
        OF_VALUES,
        instead(("h = logistic(a)", "h = a")),
        argument="a",
    ),
    promise("logistic_prime", "an array of any shape", ROWS, TWO_DIMENSIONS),
    promise("logistic_prime", "it stays as it is", HELD, KEEPS),
    promise("logistic_prime", "Returns an array of the same shape", "one number for all", result("np.mean(result)")),
    promise(
        "tanh_prime",
        "pre-activations (not activations)",
        OF_VALUES,
        instead(("np.tanh(a) ** 2", "a ** 2")),
        argument="a",
    ),
    promise("tanh_prime", "an array of any shape", ROWS, TWO_DIMENSIONS),
    promise("tanh_prime", "it stays as it is", HELD, KEEPS),
    promise("tanh_prime", "Returns an array of the same shape", "a flat array", result("result.ravel()")),
    promise(
        "relu", "leave its argument as it is", "a[a < 0] = 0: a holds the result afterwards", first("a[a < 0] = 0")
    ),
    promise("relu", "array of any shape", ROWS, TWO_DIMENSIONS, argument="a"),
    promise("relu", "it stays as it is", HELD, KEEPS),
    promise("relu", "Returns an array of the same shape", "a flat array", result("result.ravel()")),
    promise(
        "relu_prime",
        "at 0 any value from 0 to 1",
        "2 at 0",
        instead(("np.heaviside(a, 0)", "np.heaviside(a, 2)")),
    ),
    promise(
        "relu_prime",
        "pre-activations (not activations)",
        "a is taken for a slope",
        instead(("np.heaviside(a, 0)", "np.heaviside(a - 1, 0)")),
        argument="a",
    ),
    promise("relu_prime", "an array of any shape", ROWS, TWO_DIMENSIONS),
    promise("relu_prime", "it stays as it is", HELD, KEEPS),
    promise("relu_prime", "numbers (not of True and False)", "True and False", result("result > 0")),
    promise("relu_prime", "of the same shape", "a flat array", result("result.ravel()")),
)
